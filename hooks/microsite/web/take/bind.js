// Several sheets → one PDF that stays tagged: pages, forms, structure, bookmarks of each, side by side below one document.

const SKIP = new Set(["XRef", "ObjStm", "Catalog", "Metadata", "StructTreeRoot", "Outlines"]);
const kindOf = (value) => (value instanceof Stream ? value.dict : value)?.get?.("Type")?.name;
const treeOf = (pdf, node, key) => {
  const own = pdf.get(node, key) ?? [], kids = pdf.get(node, "Kids") ?? [];
  return [...own, ...kids.flatMap((kid) => treeOf(pdf, pdf.at(kid), key))];
};
// Everything in a value moved: references by `base`, places in the parent tree by `parents`, ids of cells marked with `mark`.
const moved = (value, { base, parents, mark }) => {
  const move = (inner, key) => {
    if (inner instanceof Ref) return new Ref(inner.num + base);
    if (key == "StructParent" || key == "StructParents") return inner + parents;
    if (key == "Headers") return inner.map((id) => new Text(mark + id.bytes));
    if (Array.isArray(inner)) return inner.map((each) => move(each));
    if (!(inner instanceof Map)) return inner;
    const tagged = inner.get("Type")?.name == "StructElem";
    return new Map([...inner].map(([name, each]) => [name, tagged && name == "ID" ? new Text(mark + each.bytes) : move(each, name)]));
  };
  return value instanceof Stream ? new Stream(move(value.dict), value.bytes) : move(value);
};
const packet = (title, lang) => {
  const safe = (text) => text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);
  const text = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`
    + `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${safe(title)}</rdf:li></rdf:Alt></dc:title>`
    + `<dc:language><rdf:Bag><rdf:li>${safe(lang)}</rdf:li></rdf:Bag></dc:language><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
  return new Stream(new Map([["Type", new Name("Metadata")], ["Subtype", new Name("XML")]]), new TextEncoder().encode(text));
};
// `files` are { id, bytes }; `title` is what a viewer shows.
const bound = async (files, title) => {
  const objects = new Map(), pages = [], parts = [], fields = [], numbers = [], ids = [], marks = [], roles = new Map();
  const [catalog, tree, top, document] = [1, 2, 3, 4].map((num) => new Ref(num));
  let base = 10, parents = 0, count = 0, lang, dr, da;
  for (const [n, { id, bytes }] of files.entries()) {
    const pdf = await Pdf.read(bytes), shift = { base, parents, mark: `${n}:` }, to = (ref) => new Ref(ref.num + base), { root } = pdf;
    for (const [num, value] of pdf.objects) if (value !== null && !SKIP.has(kindOf(value))) objects.set(num + base, moved(value, shift));
    const structure = pdf.get(root, "StructTreeRoot"), form = pdf.get(root, "AcroForm"), outlines = pdf.get(root, "Outlines");
    lang ??= pdf.get(root, "Lang");
    pages.push(to(root.get("Pages")));
    objects.get(root.get("Pages").num + base).set("Parent", top);
    count += pdf.get(pdf.get(root, "Pages"), "Count");
    for (const part of [pdf.get(structure, "K")].flat()) {
      parts.push(to(part));
      objects.get(part.num + base).set("P", document).set("S", new Name("Part"));
    }
    const nums = treeOf(pdf, pdf.get(structure, "ParentTree"), "Nums");
    for (let at = 0; at < nums.length; at += 2) numbers.push([nums[at] + parents, moved(nums[at + 1], shift)]);
    for (const [key, value] of pdf.get(structure, "RoleMap") ?? []) roles.set(key, value);
    if (form) {
      const own = new Ref(base + Math.max(...pdf.objects.keys()) + 1), kids = pdf.get(form, "Fields").map(to);
      for (const kid of kids) objects.get(kid.num).set("Parent", own);
      objects.set(own.num, new Map([["T", new Text(id)], ["Kids", kids]]));
      fields.push(own);
      dr ??= moved(pdf.get(form, "DR"), shift);
      da ??= pdf.get(form, "DA");
    }
    for (let mark = outlines?.get("First"); mark; mark = pdf.at(mark).get("Next")) marks.push(to(mark));
    parents += (pdf.get(structure, "ParentTreeNextKey") ?? Math.max(-1, ...nums.filter((_, at) => at % 2 == 0)) + 1);
    base = Math.max(...objects.keys()) + 1;
  }
  for (const [num, value] of objects) if (value instanceof Map && value.has("ID") && kindOf(value) == "StructElem") ids.push([value.get("ID").bytes, new Ref(num)]);
  const put = (value) => (objects.set(base, value), new Ref(base++));
  const outline = marks.length && put(new Map([["Type", new Name("Outlines")], ["First", marks[0]], ["Last", marks.at(-1)], ["Count", marks.length]]));
  marks.forEach((mark, n) => {
    const item = objects.get(mark.num).set("Parent", outline);
    n ? item.set("Prev", marks[n - 1]) : item.delete("Prev");
    n + 1 < marks.length ? item.set("Next", marks[n + 1]) : item.delete("Next");
  });
  numbers.sort(([a], [b]) => a - b);
  ids.sort(([a], [b]) => (a < b ? -1 : 1));
  objects.set(top.num, new Map([["Type", new Name("Pages")], ["Kids", pages], ["Count", count]]));
  objects.set(document.num, new Map([["Type", new Name("StructElem")], ["S", new Name("Document")], ["P", tree], ["K", parts]]));
  const structure = new Map([["Type", new Name("StructTreeRoot")], ["K", [document]], ["RoleMap", roles], ["ParentTree", put(new Map([["Nums", numbers.flat()]]))], ["ParentTreeNextKey", parents]]);
  if (ids.length) structure.set("IDTree", put(new Map([["Names", ids.flatMap(([id, ref]) => [new Text(id), ref])]])));
  objects.set(tree.num, structure);
  const root = new Map([["Type", new Name("Catalog")], ["Pages", top], ["StructTreeRoot", tree], ["Lang", lang], ["Metadata", put(packet(title, heard(lang)))],
    ["MarkInfo", new Map([["Marked", true]])], ["ViewerPreferences", new Map([["DisplayDocTitle", true]])]]);
  if (outline) root.set("Outlines", outline);
  if (fields.length) root.set("AcroForm", new Map([["Fields", fields], ["DR", dr], ["DA", da]]));
  objects.set(catalog.num, root);
  return whole(objects, catalog, put(new Map([["Title", typed(title)]])));
};
