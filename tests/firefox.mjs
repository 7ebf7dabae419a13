// Opens pages in Debian's Firefox by WebDriver BiDi and says what it saw, as JSON. For test_firefox.py.
// Playwright knows only a Firefox of its own; puppeteer-core comes with Lighthouse and drives the real one.
import {readFileSync} from "node:fs";
import puppeteer from "puppeteer-core";

const {firefox, axe, visit, urls} = JSON.parse(readFileSync(0, "utf8"));
const [axeCode, visitCode] = [axe, visit].map(path => readFileSync(path, "utf8") + ";0");
const browser = await puppeteer.launch({browser: "firefox", executablePath: firefox, headless: true});
const results = [];
for (const url of urls) for (const width of [390, 1280]) { // a tab each: in a used one Firefox no longer shows where the focus is
  const page = await browser.newPage(), wrong = [];
  const host = new URL(url).origin;
  page.on("console", message => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", error => wrong.push(`error: ${error.message}`));
  page.on("requestfailed", request => wrong.push(`failed: ${request.url()}`));
  page.on("request", request => { // Firefox tells of its own built-in pictures and fonts too
    if (!/^(data|blob|resource|chrome):/.test(request.url()) && !request.url().startsWith(host)) wrong.push(`elsewhere: ${request.url()}`);
  });
  await page.setViewport({width, height: 844});
  await page.goto(url, {waitUntil: "load"});
  await page.evaluate(axeCode);
  await page.evaluate(visitCode);
  await page.evaluate("visit.walk()");
  let walked = {stops: 0, wrong: []};
  for (let pressed = 0; pressed < 400 && !walked.done; pressed += 10) {
    for (let n = 0; n < 10; n++) await page.keyboard.press("Tab");
    walked = await page.evaluate("visit.walked");
  }
  wrong.push(...walked.wrong.filter(text => !/^(off screen|covered)/.test(text)).map(text => `${width}: ${text}`)); // it scrolls smoothly: still on its way
  wrong.push(...(await page.evaluate("visit.wide()")).map(text => `${width} sideways: ${text}`));
  const found = await page.evaluate("axe.run({preload: false, resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(r => r.violations.flatMap(v => v.nodes.map(n => `axe ${v.id}: ${n.target}`)))");
  wrong.push(...found.map(text => `${width} ${text}`));
  results.push({url, width, stops: walked.stops, wrong});
  await page.close();
}
await browser.close();
console.log(JSON.stringify(results));
