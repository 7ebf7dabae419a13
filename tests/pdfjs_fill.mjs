// node pdfjs_fill.mjs jobs.json: fills PDFs as pdf.js does. A job is {input, output, values: {field: value}}.
import { readFileSync, writeFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

for (const { input, output, values } of JSON.parse(readFileSync(process.argv[2]))) {
  const task = getDocument({ data: new Uint8Array(readFileSync(input)), verbosity: 0 });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    for (const field of await page.getAnnotations()) {
      if (!(field.fieldName in values)) continue;
      const wanted = values[field.fieldName];
      const value = field.radioButton ? field.buttonValue === wanted : field.checkBox ? true : wanted;
      document.annotationStorage.setValue(field.id, { value });
    }
  }
  writeFileSync(output, await document.saveDocument());
  await task.destroy();
}
