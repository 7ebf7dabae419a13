// A PDF as plain values: names, strings, references, streams; Maps for dictionaries. It reads what Typst, pikepdf,
// pdf.js, pypdf and Acrobat write, and adds an update to the end of a file, which leaves all that stands before it as it was.
class Name {
  constructor(name) { this.name = name; }
}
class Text {
  constructor(bytes) { this.bytes = bytes; }
}
class Ref {
  constructor(num, gen = 0) { this.num = num; this.gen = gen; }
}
class Stream {
  constructor(dict, bytes) { this.dict = dict; this.bytes = bytes; }
}
// What a reader can be told about: "damaged", "locked", "huge", "no-pdf", "other", "old-browser".
class Refused extends Error {
  constructor(why, about = "") { super(why); this.why = why; this.about = about; }
}
const MOST_BYTES = 2e7;
const named = (value, name) => value instanceof Name && value.name == name;
const latin = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
};
const bytesOf = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const joined = (parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

// What came out before a mistake counts: some writers leave an end of line behind the packed bytes.
const through = async (bytes, squeezer) => {
  const reader = new Blob([bytes]).stream().pipeThrough(squeezer).getReader(), parts = [];
  let size = 0;
  try {
    for (let step; !(step = await reader.read()).done; ) {
      parts.push(step.value);
      size += step.value.length;
      if (size > 3 * MOST_BYTES) throw new Refused("huge");
    }
  } catch (wrong) {
    if (wrong instanceof Refused || !size) throw wrong instanceof Refused ? wrong : new Refused("damaged");
  }
  return joined(parts);
};
const packed = (bytes) => through(bytes, new CompressionStream("deflate"));

// --- reading
const SPACE = "\0\t\n\f\r ", ENDS = SPACE + "()<>[]{}/%";
class Reader {
  constructor(bytes, at = 0, length = () => undefined) {
    this.bytes = bytes;
    this.at = at;
    this.length = length;
  }
  peek() { return this.at < this.bytes.length ? String.fromCharCode(this.bytes[this.at]) : ""; }
  skip() {
    for (let letter; (letter = this.peek()) && (SPACE.includes(letter) || letter == "%"); this.at++) {
      if (letter == "%") while (this.peek() && !"\r\n".includes(this.peek())) this.at++;
    }
  }
  word() {
    const from = this.at;
    while (this.peek() && !ENDS.includes(this.peek())) this.at++;
    return latin(this.bytes.subarray(from, this.at));
  }
  value() {
    this.skip();
    const letter = this.peek(), next = String.fromCharCode(this.bytes[this.at + 1]);
    if (letter == "/") {
      this.at++;
      return new Name(this.word());
    }
    if (letter == "(") return this.literal();
    if (letter == "[") return this.list("]", []);
    if (letter == "<" && next == "<") return this.dict();
    if (letter == "<") return this.hex();
    const word = this.word();
    if (word == "true" || word == "false") return word == "true";
    if (word == "null") return null;
    if (word == "" || isNaN(word)) throw new Refused("damaged");
    return this.reference(word);
  }
  reference(word) {
    const back = this.at;
    if (/^\d+$/.test(word)) {
      this.skip();
      const gen = this.word();
      this.skip();
      if (/^\d+$/.test(gen) && this.word() == "R") return new Ref(+word, +gen);
    }
    this.at = back;
    return +word;
  }
  list(end, found) {
    for (this.at++; ; found.push(this.value())) {
      this.skip();
      if (this.peek() == end) break;
    }
    this.at++;
    return found;
  }
  dict() {
    this.at++;
    const flat = this.list(">", []), found = new Map();
    this.at++;
    for (let at = 0; at + 1 < flat.length; at += 2) found.set(flat[at].name, flat[at + 1]);
    return found;
  }
  hex() {
    let digits = "";
    for (this.at++; this.peek() && this.peek() != ">"; this.at++) if (!SPACE.includes(this.peek())) digits += this.peek();
    this.at++;
    return new Text((digits + "0").match(/../g)?.map((pair) => String.fromCharCode(parseInt(pair, 16))).join("") ?? "");
  }
  literal() {
    const escapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "", "\r": "" };
    let found = "", deep = 1;
    for (this.at++; ; this.at++) {
      let letter = this.peek();
      if (!letter) throw new Refused("damaged");
      if (letter == "(") deep++;
      if (letter == ")" && !--deep) break;
      if (letter == "\\") {
        this.at++;
        letter = this.peek();
        const octal = latin(this.bytes.subarray(this.at, this.at + 3)).match(/^[0-7]+/)?.[0];
        if (octal) {
          this.at += octal.length - 1;
          letter = String.fromCharCode(parseInt(octal, 8) & 255);
        } else {
          if (letter == "\r" && this.bytes[this.at + 1] == 10) this.at++;
          letter = escapes[letter] ?? letter;
        }
      }
      found += letter;
    }
    this.at++;
    return new Text(found);
  }
  // "12 0 obj … endobj": what it holds, with its bytes when it is a stream.
  object() {
    this.skip();
    const num = +this.word();
    this.skip();
    this.word();
    this.skip();
    if (this.word() != "obj") throw new Refused("damaged");
    const value = this.value();
    this.skip();
    if (!(value instanceof Map) || latin(this.bytes.subarray(this.at, this.at + 6)) != "stream") return [num, value];
    this.at += 6;
    if (this.peek() == "\r") this.at++;
    if (this.peek() == "\n") this.at++;
    const size = value.get("Length"), length = size instanceof Ref ? this.length(size) : size;
    if (!(length >= 0) || this.at + length > this.bytes.length) throw new Refused("damaged");
    return [num, new Stream(value, this.bytes.subarray(this.at, this.at + length))];
  }
}

const unpredicted = (bytes, settings) => {
  if (!(settings instanceof Map) || !(settings.get("Predictor") > 1)) return bytes;
  if (settings.get("Predictor") < 10) throw new Refused("damaged");
  const wide = settings.get("Columns") ?? 1, rows = Math.floor(bytes.length / (wide + 1)), found = new Uint8Array(rows * wide);
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (wide + 1)];
    for (let column = 0; column < wide; column++) {
      const left = column ? found[row * wide + column - 1] : 0, up = row ? found[(row - 1) * wide + column] : 0;
      const corner = row && column ? found[(row - 1) * wide + column - 1] : 0, guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((near) => Math.abs(guess - near));
      const nearest = a <= b && a <= c ? left : b <= c ? up : corner;
      const add = [0, left, up, (left + up) >> 1, nearest][kind];
      found[row * wide + column] = bytes[row * (wide + 1) + 1 + column] + add;
    }
  }
  return found;
};
const unpacked = async (stream) => {
  const filters = [stream.dict.get("Filter") ?? []].flat(), settings = [stream.dict.get("DecodeParms") ?? []].flat();
  let bytes = stream.bytes;
  for (const [at, filter] of filters.entries()) {
    if (!named(filter, "FlateDecode")) throw new Refused("damaged");
    bytes = unpredicted(await through(bytes, new DecompressionStream("deflate")), settings[at]);
  }
  return bytes;
};

class Pdf {
  // All objects of a file, read at once; Refused when it is none, locked, huge or damaged.
  static async read(bytes) {
    if (!("DecompressionStream" in globalThis)) throw new Refused("old-browser");
    if (bytes.length > MOST_BYTES) throw new Refused("huge");
    if (!latin(bytes.subarray(0, 1024)).includes("%PDF-")) throw new Refused("no-pdf");
    const pdf = new Pdf();
    pdf.bytes = bytes;
    pdf.places = new Map();
    pdf.objects = new Map();
    try {
      await pdf.readPlaces();
      await pdf.readObjects();
      if (!(pdf.at(pdf.trailer.get("Root")) instanceof Map)) throw new Refused("damaged");
    } catch (wrong) {
      throw wrong instanceof Refused ? wrong : new Refused("damaged");
    }
    return pdf;
  }
  async readPlaces() {
    const end = latin(this.bytes.subarray(-2048)), found = [...end.matchAll(/startxref\s+(\d+)/g)].pop();
    if (!found) throw new Refused("damaged");
    this.start = +found[1];
    const seen = new Set(), next = [this.start];
    for (let at; (at = next.shift()) !== undefined; ) {
      if (seen.has(at)) continue;
      seen.add(at);
      const trailer = latin(this.bytes.subarray(at, at + 20)).trimStart().startsWith("xref") ? this.table(at) : await this.stream(at);
      this.trailer ??= trailer;
      if (trailer.has("Encrypt")) throw new Refused("locked");
      next.push(...["XRefStm", "Prev"].map((key) => trailer.get(key)).filter((place) => place !== undefined));
    }
  }
  table(at) {
    const reader = new Reader(this.bytes, at);
    reader.skip();
    reader.word();
    for (;;) {
      reader.skip();
      const word = reader.word();
      if (word == "trailer") return reader.value();
      if (!/^\d+$/.test(word)) throw new Refused("damaged");
      const count = reader.value();
      for (let num = +word; num < +word + count; num++) {
        reader.skip();
        const offset = +reader.word();
        reader.skip();
        reader.word();
        reader.skip();
        this.place(num, reader.word() == "n" ? { offset } : {});
      }
    }
  }
  async stream(at) {
    const [, stream] = new Reader(this.bytes, at).object();
    if (!(stream instanceof Stream)) throw new Refused("damaged");
    const rows = await unpacked(stream), wide = stream.dict.get("W"), index = stream.dict.get("Index") ?? [0, stream.dict.get("Size")];
    let from = 0;
    const number = (size) => {
      let sum = 0;
      for (let end = from + size; from < end; from++) sum = sum * 256 + rows[from];
      return sum;
    };
    for (let pair = 0; pair < index.length; pair += 2) {
      for (let num = index[pair]; num < index[pair] + index[pair + 1] && from < rows.length; num++) {
        const kind = wide[0] ? number(wide[0]) : 1, second = number(wide[1]), third = number(wide[2]);
        this.place(num, kind == 1 ? { offset: second } : kind == 2 ? { within: second, index: third } : {});
      }
    }
    return stream.dict;
  }
  // The newest table comes first, so what is known stays.
  place(num, where) { if (!this.places.has(num)) this.places.set(num, where); }
  whole(num) {
    const { offset } = this.places.get(num) ?? {};
    if (offset === undefined) return null;
    const [found, value] = new Reader(this.bytes, offset, (ref) => this.whole(ref.num)).object();
    if (found != num) throw new Refused("damaged");
    return value;
  }
  async readObjects() {
    const within = new Map();
    for (const [num, where] of this.places) {
      if (where.offset !== undefined) this.objects.set(num, this.whole(num));
      if (where.within !== undefined) within.set(where.within, [...(within.get(where.within) ?? []), num]);
    }
    for (const [holder, nums] of within) {
      const stream = this.objects.get(holder), bytes = await unpacked(stream), reader = new Reader(bytes);
      const first = stream.dict.get("First"), count = stream.dict.get("N"), at = new Map();
      for (let n = 0; n < count; n++) at.set(reader.value(), reader.value());
      for (const num of nums) if (at.has(num)) this.objects.set(num, new Reader(bytes, first + at.get(num)).value());
    }
  }
  at(value) { return value instanceof Ref ? this.objects.get(value.num) ?? null : value ?? null; }
  get(dict, key) { return this.at(dict?.get?.(key)); }
  get root() { return this.at(this.trailer.get("Root")); }
  // A number for an object that is new.
  next() { return (this.last = Math.max(this.last ?? 0, this.trailer.get("Size") - 1, ...this.objects.keys()) + 1); }
  add(value) {
    const num = this.next();
    this.objects.set(num, value);
    return new Ref(num);
  }
  // The file as it was, and behind it what was changed or added: `nums` of objects.
  updated(nums) {
    const parts = [this.bytes, bytesOf("\n")], rows = [];
    let offset = this.bytes.length + 1;
    for (const num of [...nums].sort((a, b) => a - b)) {
      const part = written(num, this.objects.get(num));
      rows.push([num, offset]);
      parts.push(part);
      offset += part.length;
    }
    const own = this.next(), id = this.trailer.get("ID");
    rows.push([own, offset]);
    const content = joined(rows.map(([, at]) => Uint8Array.of(1, at >>> 24, at >>> 16, at >>> 8, at, 0)));
    const dict = new Map([["Type", new Name("XRef")], ["W", [1, 4, 1]], ["Index", rows.flatMap(([num]) => [num, 1])],
      ["Size", own + 1], ["Prev", this.start], ["Root", this.trailer.get("Root")]]);
    if (this.trailer.has("Info")) dict.set("Info", this.trailer.get("Info"));
    if (id) dict.set("ID", [id[0], new Text(stamp(parts))]);
    parts.push(written(own, new Stream(dict, content)), bytesOf(`startxref\n${offset}\n%%EOF\n`));
    return joined(parts);
  }
}

// --- writing
const shown = (value) => {
  if (value === null || typeof value == "boolean") return String(value);
  if (typeof value == "number") return Number.isInteger(value) ? String(value) : String(+value.toFixed(6));
  if (value instanceof Name) return "/" + value.name;
  if (value instanceof Ref) return `${value.num} ${value.gen} R`;
  if (value instanceof Text) return /^[ -~]*$/.test(value.bytes) ? `(${value.bytes.replace(/[\\()]/g, "\\$&")})` : hexed(value.bytes);
  if (Array.isArray(value)) return `[${value.map(shown).join(" ")}]`;
  return "<<" + [...value].map(([key, inner]) => `/${key} ${shown(inner)}`).join("") + ">>";
};
const hexed = (bytes) => `<${Array.from(bytes, (letter) => letter.charCodeAt(0).toString(16).padStart(2, 0)).join("")}>`;
const written = (num, value) => {
  if (!(value instanceof Stream)) return bytesOf(`${num} 0 obj\n${shown(value)}\nendobj\n`);
  value.dict.set("Length", value.bytes.length);
  return joined([bytesOf(`${num} 0 obj\n${shown(value.dict)}\nstream\n`), value.bytes, bytesOf("\nendstream\nendobj\n")]);
};
// Sixteen bytes that depend on all bytes: the second half of a file's ID, which says which version it is.
const stamp = (parts) => {
  const sums = [1, 2, 3, 4];
  for (const part of parts) for (let at = 0; at < part.length; at++) sums[at & 3] = Math.imul(sums[at & 3] ^ part[at], 16777619);
  return sums.map((sum) => String.fromCharCode(sum & 255, (sum >> 8) & 255, (sum >> 16) & 255, sum >>> 24)).join("");
};
// A whole file of these objects: all that is no stream packed together, as the sheets themselves are.
const whole = async (objects, root, info) => {
  const parts = [bytesOf("%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")], rows = new Map([[0, [0, 0, 0]]]);
  let offset = parts[0].length, next = Math.max(...objects.keys()) + 1;
  const put = (num, stream) => {
    const part = written(num, stream);
    rows.set(num, [1, offset, 0]);
    parts.push(part);
    offset += part.length;
  };
  const plain = [...objects].filter(([num, value]) => !(value instanceof Stream) || put(num, value));
  for (let from = 0; from < plain.length; from += 200) {
    const holder = next++, some = plain.slice(from, from + 200), texts = some.map(([, value]) => shown(value) + "\n");
    let at = 0;
    const head = some.map(([num], n) => {
      rows.set(num, [2, holder, n]);
      at += texts[n].length;
      return `${num} ${at - texts[n].length} `;
    }).join("");
    const dict = new Map([["Type", new Name("ObjStm")], ["N", some.length], ["First", head.length], ["Filter", new Name("FlateDecode")]]);
    put(holder, new Stream(dict, await packed(bytesOf(head + texts.join("")))));
  }
  const own = next, start = offset, table = [];
  rows.set(own, [1, start, 0]);
  for (let num = 0; num <= own; num++) {
    const [kind, second, third] = rows.get(num) ?? [0, 0, 0];
    table.push(kind, second >>> 24, second >>> 16, second >>> 8, second, third);
  }
  const id = new Text(stamp(parts));
  const dict = new Map([["Type", new Name("XRef")], ["W", [1, 4, 1]], ["Size", own + 1], ["Root", root], ["Info", info], ["ID", [id, id]]]);
  parts.push(written(own, new Stream(dict, Uint8Array.from(table))), bytesOf(`startxref\n${start}\n%%EOF\n`));
  return joined(parts);
};
