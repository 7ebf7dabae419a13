// What the buttons of a sheet and of the list do: a sheet saved as its PDF, read back, copied as text; several bound as one.

// Names a PDF has and the page has not: they wait here, so that a sheet that was filled in elsewhere is saved whole.
const CARRIED = ["initials", "date"];
const carried = {};
const inPdf = (name) => name.replaceAll(".", "_");
const controls = (sheet) => [...sheet.elements].filter((each) => each.name && each.matches("input,textarea"));
// A choice behind a name ("B. · close by") has no place of its own on paper.
const behind = (control) => control.parentNode.querySelector(`[data-after="${control.name}"]`);
const after = (control) => (behind(control)?.value ? " · " + behind(control).selectedOptions[0].text : "");
const ticked = (control) => control.matches("[type=radio],[type=checkbox]");
const answerOf = (control) => (control.type == "radio" ? control.checked && control.value : control.type == "checkbox" ? control.checked : control.value.trim() && control.value.normalize() + after(control));
const answers = (sheet) => {
  const found = { ...carried };
  for (const control of controls(sheet)) if (answerOf(control)) found[inPdf(control.name)] = answerOf(control);
  return found;
};
const restore = (sheet, found) => {
  for (const control of controls(sheet)) {
    let answer = found[inPdf(control.name)];
    if (answer === undefined) continue;
    if (ticked(control)) control.checked = control.type == "checkbox" || control.value == answer;
    else {
      const choice = behind(control), chosen = [...(choice?.options ?? [])].find((option) => option.value && answer.endsWith(" · " + option.text));
      if (chosen) {
        choice.value = chosen.value;
        answer = answer.slice(0, -3 - chosen.text.length);
      }
      control.value = answer;
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

const fetched = async (address) => {
  const answer = await fetch(address).catch(() => ({ ok: false }));
  if (!answer.ok) throw new Refused("offline");
  return new Uint8Array(await answer.arrayBuffer());
};
const handed = (bytes, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
};
// What is said when something is refused; a mistake of ours is told as one, and stays to be found.
const told = (words, wrong) => {
  if (!(wrong instanceof Refused)) console.error(wrong);
  return words[wrong.why ?? "failed"].replace("{title}", wrong.about ?? "");
};

const save = async (sheet) => {
  const name = sheet.dataset.pdf.split("/").pop(), { bytes, crowded } = await filled(await fetched(sheet.dataset.pdf), answers(sheet));
  handed(bytes, name);
  return crowded.length ? WORDS.says.crowded.replace("{n}", crowded.length) : WORDS.says.saved;
};
const open = async (sheet, file) => {
  if (file.size > MOST_BYTES) throw new Refused("huge");
  const names = [...new Set(controls(sheet).map(({ name }) => inPdf(name)))];
  const found = await taken(new Uint8Array(await file.arrayBuffer()), names, sheet.dataset.id, CARRIED);
  restore(sheet, found.answers);
  for (const name of CARRIED) if (name in found.answers) carried[name] = found.answers[name];
  return found.same ? WORDS.says.opened : WORDS.says.older;
};
const labelOf = (control) => control.ariaLabel ?? control.labels?.[0]?.textContent.trim() ?? "";
const asWords = (sheet, title) => {
  const lines = [title];
  for (const part of sheet.querySelectorAll(".f")) {
    const label = part.querySelector("legend").textContent, said = [];
    for (const control of controls(sheet).filter((each) => part.contains(each) && answerOf(each))) {
      const own = labelOf(control);
      said.push(ticked(control) ? "– " + own : own && own != label ? `${own}: ${answerOf(control)}` : answerOf(control));
    }
    if (said.length) lines.push("", label, ...said);
  }
  return lines.join("\n");
};
const copy = async (sheet) => {
  const text = asWords(sheet, document.querySelector("h1").textContent);
  try {
    await navigator.clipboard.writeText(text);
    return WORDS.says.copied;
  } catch {
    const box = document.createElement("textarea");
    box.readOnly = true;
    box.rows = 8;
    box.value = text;
    box.ariaLabel = WORDS.says.copy;
    sheet.querySelector(".told").after(box);
    box.focus();
    box.select();
    return WORDS.says.by_hand;
  }
};
const SHEET = { save, open, copy };
// One button of a sheet: gives the sentence to say.
const act = async (what, sheet, file) => {
  try {
    return { says: await SHEET[what](sheet, file), done: true };
  } catch (wrong) {
    return { says: told(WORDS.says, wrong), done: false };
  }
};
// The chosen sheets as one PDF, to keep or to print.
const SET = {
  keep: (bytes, title) => handed(bytes, `${title.toLowerCase().replace(/\s+/g, "-")}.pdf`),
  print: (bytes, title, tab) => {
    const address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
    if (!tab) return SET.keep(bytes, title);
    tab.addEventListener("load", () => tab.print());
    tab.location = address;
  },
};
const bind = async (how, files, title, tab) => {
  try {
    const read = await Promise.all(files.map(async ({ id, pdf }) => ({ id, bytes: await fetched(pdf) })));
    SET[how](await bound(read, title), title, tab);
    return WORDS.binds[how];
  } catch (wrong) {
    tab?.close();
    return told(WORDS.binds, wrong);
  }
};
globalThis.take = { act, bind };
