// What was typed into a sheet → into its PDF, and back. Answers are { name: "text" | "state" | true }, by the names of the PDF.

const typed = (text) => {
  if (/^[\n -~]*$/.test(text)) return new Text(text);
  let bytes = "\xfe\xff";
  for (let at = 0; at < text.length; at++) bytes += String.fromCharCode(text.charCodeAt(at) >> 8, text.charCodeAt(at) & 255);
  return new Text(bytes);
};
const PDFDOC = "˘ˇˆ˙˝˛˚˜", PDFDOC_HIGH = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\0€";
const heard = (value) => {
  const bytes = value instanceof Text ? value.bytes : value instanceof Name ? value.name : "", plain = bytesOf(bytes);
  if (bytes.startsWith("\xfe\xff")) return new TextDecoder("utf-16be").decode(plain);
  if (bytes.startsWith("\xff\xfe")) return new TextDecoder("utf-16le").decode(plain);
  if (bytes.startsWith("\xef\xbb\xbf")) return new TextDecoder().decode(plain);
  return Array.from(bytes, (letter) => {
    const at = letter.charCodeAt(0);
    return at > 23 && at < 32 ? PDFDOC[at - 24] : at > 127 && at < 161 ? PDFDOC_HIGH[at - 128] : letter;
  }).join("");
};

// Every field of a form: its full name, its kind, its own dictionary, its widgets, and the references of both.
const fieldsOf = (pdf) => {
  const found = new Map(), seen = new Set();
  const walk = (ref, before, above) => {
    const dict = pdf.at(ref);
    if (!(dict instanceof Map) || seen.has(dict)) return;
    seen.add(dict);
    const own = dict.has("T") ? [...before, heard(pdf.get(dict, "T"))] : before, name = own.join(".");
    const kids = pdf.get(dict, "Kids"), at = { FT: pdf.get(dict, "FT") ?? above.FT, Ff: pdf.get(dict, "Ff") ?? above.Ff, V: pdf.get(dict, "V") ?? above.V };
    const named = Array.isArray(kids) && kids.some((kid) => pdf.at(kid)?.has?.("T"));
    if (named) return kids.forEach((kid) => walk(kid, own, at));
    const widgets = (kids ?? [ref]).map((kid) => ({ ref: kid, dict: pdf.at(kid) })).filter(({ dict }) => dict instanceof Map);
    if (at.FT instanceof Name) found.set(name, { name, ref, dict, widgets, ...at });
  };
  const form = pdf.get(pdf.root, "AcroForm");
  for (const ref of pdf.get(form, "Fields") ?? []) walk(ref, [], {});
  return found;
};
const isRadio = (field) => (field.Ff & 32768) > 0;
const states = (pdf, widget) => [...(pdf.get(pdf.get(widget.dict, "AP"), "N")?.keys?.() ?? [])].filter((state) => state != "Off");

// The answers that stand in a PDF, also when somebody else's program wrote them.
const answersOf = (pdf) => {
  const found = {};
  for (const field of fieldsOf(pdf).values()) {
    if (field.FT.name == "Tx") {
      const value = pdf.at(field.V), text = value instanceof Stream ? heard(new Text(latin(value.bytes))) : heard(value);
      if (text.trim()) found[field.name] = text.replace(/\r\n?/g, "\n").normalize();
    } else if (field.FT.name == "Btn") {
      const on = [pdf.at(field.V), ...field.widgets.map(({ dict }) => pdf.get(dict, "AS"))]
        .map((state) => state instanceof Name && state.name).find((state) => state && state != "Off");
      if (on) found[field.name] = isRadio(field) ? on : true;
    }
  }
  return found;
};

// --- the looks of what was typed
const SIZES = [1, 0.91, 0.82, 0.73, 0.64, 0.55];
const LINE = 1.22, ROOM = 2;
const fold = (text, width, measure) => {
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/(?<=[\s-])/)) {
      if (line && measure(line + word.trimEnd()) > width) {
        lines.push(line);
        line = "";
      }
      line += word;
      while (measure(line.trimEnd()) > width && line.length > 1) {
        let end = line.length - 1;
        while (end > 1 && measure(line.slice(0, end)) > width) end--;
        lines.push(line.slice(0, end));
        line = line.slice(end);
      }
    }
    lines.push(line);
  }
  return lines.map((line) => line.trimEnd());
};
// The largest size at which a text fits its box, its lines, and whether it does fit; `measure(text, size)` in points.
const fitted = (text, box, most, measure) => {
  for (const part of SIZES) {
    const size = most * part;
    const lines = box.many ? fold(text, box.width - 2 * ROOM, (line) => measure(line, size)) : [text.replace(/\n/g, " ")];
    const fits = lines.length * size * LINE <= box.height + 0.5 && lines.every((line) => measure(line, size) <= box.width - 2 * ROOM + 0.5);
    if (fits || part == SIZES.at(-1)) return { size, lines, fits };
  }
};
// The form's font: its codes are glyphs, and the map that leads back to letters leads here from letters too.
// Letters that join others (Arabic) or stand on them are not set one by one.
const JOINED = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const typeface = async (pdf, name) => {
  const ref = pdf.get(pdf.get(pdf.get(pdf.root, "AcroForm"), "DR"), "Font")?.get(name), font = pdf.at(ref), map = pdf.get(font, "ToUnicode");
  if (!(map instanceof Stream)) return { has: () => false };
  const [, widths] = pdf.get(pdf.at(pdf.get(font, "DescendantFonts")[0]), "W"), glyphs = new Map(), wide = pdf.at(widths);
  for (const [, first, last, letter] of latin(await unpacked(map)).matchAll(/<(\w{4})> <(\w{4})> <(\w+)>/g)) {
    const [from, to] = [first, last].map((part) => parseInt(part, 16)), start = String.fromCharCode(...letter.match(/..../g).map((part) => parseInt(part, 16))).codePointAt(0);
    for (let glyph = from; glyph <= to; glyph++) glyphs.set(String.fromCodePoint(start + glyph - from), glyph);
  }
  const width = (letter) => wide[glyphs.get(letter)] || 0;
  return {
    ref,
    has: (text) => !JOINED.test(text) && [...text].every((letter) => letter == "\n" || width(letter) > 0),
    coded: (text) => `<${[...text].map((letter) => glyphs.get(letter).toString(16).padStart(4, "0")).join("")}>`,
    measure: (text, size) => ([...text].reduce((sum, letter) => sum + width(letter), 0) * size) / 1000,
  };
};
const placed = (lines, size, box, measure) => {
  const high = lines.length * size * LINE, top = box.many ? box.height - size * 0.95 : (box.height - high) / 2 + size * 0.3;
  return lines.map((line, n) => [Math.max(ROOM, ROOM + (box.align * (box.width - 2 * ROOM - measure(line, size))) / 2), top - n * size * LINE]);
};
const look = (box, operators, resources) => new Stream(new Map([["Type", new Name("XObject")], ["Subtype", new Name("Form")],
  ["BBox", [0, 0, box.width, box.height]], ["Resources", new Map(resources)]]), bytesOf(operators));
const asText = (text, box, { ref, coded, measure }) => {
  const { size, lines, fits } = fitted(text, box, box.size, measure);
  const shows = placed(lines, size, box, measure).map(([x, y], n) => `1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${coded(lines[n])} Tj`);
  const operators = `/Tx BMC q 0 0 ${box.width} ${box.height} re W n BT /${box.font} ${size.toFixed(2)} Tf ${box.colour} rg ${shows.join(" ")} ET Q EMC`;
  return { fits, look: look(box, operators, [["Font", new Map([[box.font, ref]])]]) };
};
// Letters that the form's font lacks (emoji, Greek, Arabic) are drawn by the device, which has them, and put there as a picture.
const SHARP = 4;
const asPicture = async (text, box, pdf) => {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d", { willReadFrequently: true });
  const font = (size) => (pen.font = `${size * SHARP}px system-ui, sans-serif`);
  const measure = (line, size) => (font(size), pen.measureText(line).width / SHARP);
  const { size, lines, fits } = fitted(text, box, box.size, measure);
  canvas.width = Math.ceil(box.width * SHARP);
  canvas.height = Math.ceil(box.height * SHARP);
  font(size);
  const [red, green, blue] = box.colour.split(" ").map((part) => Math.round(part * 255));
  pen.fillStyle = `rgb(${red},${green},${blue})`;
  placed(lines, size, box, measure).forEach(([x, y], n) => pen.fillText(lines[n], x * SHARP, canvas.height - y * SHARP));
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height), colours = new Uint8Array(data.length * 0.75), veil = new Uint8Array(data.length / 4);
  for (let at = 0; at < veil.length; at++) {
    colours.set(data.subarray(at * 4, at * 4 + 3), at * 3);
    veil[at] = data[at * 4 + 3];
  }
  const image = async (space, bytes, more) => pdf.add(new Stream(new Map([["Type", new Name("XObject")], ["Subtype", new Name("Image")],
    ["Width", canvas.width], ["Height", canvas.height], ["BitsPerComponent", 8], ["ColorSpace", new Name(space)], ["Filter", new Name("FlateDecode")], ...more]), await packed(bytes)));
  const mask = await image("DeviceGray", veil, []), picture = await image("DeviceRGB", colours, [["SMask", mask]]);
  const operators = `/Tx BMC q ${box.width} 0 0 ${box.height} 0 0 cm /P Do Q EMC`;
  return { fits, look: look(box, operators, [["XObject", new Map([["P", picture]])]]), made: [mask, picture] };
};

const boxOf = (pdf, field, widget) => {
  const [left, low, right, high] = pdf.get(widget.dict, "Rect"), drawn = heard(pdf.get(widget.dict, "DA") ?? pdf.get(field.dict, "DA"));
  const usual = heard(pdf.get(pdf.get(pdf.root, "AcroForm"), "DA")), size = +drawn.match(/([\d.]+) Tf/)?.[1] || +usual.match(/([\d.]+) Tf/)?.[1] || 11;
  return { width: +(right - left).toFixed(1), height: +(high - low).toFixed(1), many: (field.Ff & 4096) > 0, align: pdf.get(widget.dict, "Q") ?? 0, size, font: drawn.match(/\/(\S+) [\d.]+ Tf/)?.[1], colour: drawn.match(/([\d. ]+) rg/)?.[1].trim() ?? "0 0 0" };
};
const FILL = {
  // A look in `changed` is a text's own; a field of several widgets shows it in each.
  async Tx(pdf, field, answer, changed) {
    field.dict.set("V", typed(answer));
    let fits = true;
    for (const widget of field.widgets) {
      const box = boxOf(pdf, field, widget), face = await (pdf.face ??= typeface(pdf, box.font));
      const made = face.has(answer) ? asText(answer, box, face) : await asPicture(answer, box, pdf), ref = pdf.add(made.look);
      widget.dict.set("AP", new Map([["N", ref]]));
      fits &&= made.fits;
      for (const each of [ref, ...(made.made ?? []), widget.ref]) changed.add(each.num);
    }
    return fits;
  },
  async Btn(pdf, field, answer, changed) {
    const wanted = (widget) => states(pdf, widget).find((state) => answer === true || state == answer);
    for (const widget of field.widgets) {
      const on = wanted(widget);
      widget.dict.set("AS", new Name(on ?? "Off"));
      if (on) field.dict.set("V", new Name(on));
      changed.add(widget.ref.num);
    }
    return field.widgets.some(wanted);
  },
};
// The answers put into a sheet's own PDF. Gives the file, and the names of answers that are longer than their place on paper.
const filled = async (bytes, answers) => {
  const pdf = await Pdf.read(bytes), fields = fieldsOf(pdf), changed = new Set(), crowded = [], lost = [];
  for (const [name, answer] of Object.entries(answers)) {
    const field = fields.get(name);
    if (!field) lost.push(name);
    else {
      if (!(await FILL[field.FT.name](pdf, field, answer, changed))) crowded.push(name);
      changed.add(field.ref.num);
    }
  }
  return { bytes: changed.size ? pdf.updated(changed) : bytes, crowded, lost };
};
// What stands in a PDF for a page with these names (and `besides`, which only paper has): its answers, and whether it is of this version.
const taken = async (bytes, names, sheet, besides) => {
  const pdf = await Pdf.read(bytes), own = (name) => (name.startsWith(sheet + ".") ? name.slice(sheet.length + 1) : name);
  const there = new Set([...fieldsOf(pdf).keys()].map(own)), known = names.filter((name) => there.has(name));
  const all = new Set([...there].filter((name) => !name.includes(".") && !besides.includes(name)).concat(names));
  if (known.length * 2 < all.size) throw new Refused("other", heard(pdf.get(pdf.at(pdf.trailer.get("Info")), "Title")));
  const answers = Object.fromEntries(Object.entries(answersOf(pdf)).map(([name, value]) => [own(name), value]));
  return { answers, same: known.length == all.size };
};
