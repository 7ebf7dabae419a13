// Runs inside a page of the built site while a test looks at it. No part of the site.
(() => {
  const say = el => `${el.localName}${el.id ? "#" + el.id : ""}.${el.className?.baseVal ?? el.className} “${(el.textContent || el.name || "").trim().slice(0, 40)}”`;
  const scrolls = el => { for (let e = el.parentElement; e; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true; return false; };
  const name = el => {
    const by = (el.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id)?.textContent || "").join("");
    return (by || el.ariaLabel || [...(el.labels || [])].map(l => l.textContent).join("") || (el.matches("input,select,textarea") ? "" : el.textContent) || el.title || "").trim();
  };
  const covered = (el, r) => { // in every place where it is on the screen
    const [left, top, right, bottom] = [Math.max(r.left, 0), Math.max(r.top, 0), Math.min(r.right, innerWidth), Math.min(r.bottom, innerHeight)];
    const parts = [.5, .1, .9];
    return !parts.some(across => parts.some(down => {
      const hit = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
      return hit && (hit === el || el.contains(hit) || hit.contains(el));
    }));
  };
  window.visit = {
    wide() { // text or controls that stick out, also where the page cuts them off
      const found = [];
      for (const el of document.querySelectorAll("body *")) {
        const r = el.getBoundingClientRect();
        if (!r.width || !r.height || !el.checkVisibility() || scrolls(el) || el.closest("svg,.skip")) continue;
        if (getComputedStyle(el).position === "absolute" && getComputedStyle(el).clipPath !== "none") continue;
        if (el.closest("thead") && getComputedStyle(el.closest("thead")).position === "absolute") continue;
        if (r.right > innerWidth + 1 || r.left < -1) found.push(`${say(el)} ${Math.round(r.left)}–${Math.round(r.right)}`);
      }
      const page = document.documentElement.scrollWidth;
      if (page > innerWidth) found.unshift(`the page is ${page} wide`);
      return found.slice(0, 8);
    },
    unpainted() { // shapes of a drawing that neither fill nor stroke gives a colour: what nobody can see
      const none = paint => paint === "none" || /^(transparent|rgba\(.*, 0\))$/.test(paint);
      const shapes = [...document.querySelectorAll("svg :is(path,circle,ellipse,rect,line,polyline,polygon,text)")].filter(el => !el.closest("defs,clipPath,mask,symbol"));
      return shapes.filter(el => none(getComputedStyle(el).fill) && (none(getComputedStyle(el).stroke) || !parseFloat(getComputedStyle(el).strokeWidth))).map(say).slice(0, 8);
    },
    letters() { // words of a drawing with too little contrast to what it has filled behind them: axe cannot tell
      const rgb = paint => paint.match(/[\d.]+/g).slice(0, 4).map((part, at) => at < 3 && paint.startsWith("color(") ? part * 255 : +part);
      const over = ([r, g, b, a = 1], share, below) => [r, g, b].map((part, at) => part * a * share + below[at] * (1 - a * share));
      const light = ([r, g, b]) => [r, g, b].map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4).reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
      const ground = el => { for (let e = el; e; e = e.parentElement) { const paint = rgb(getComputedStyle(e).backgroundColor); if (paint[3] !== 0) return paint.slice(0, 3); } return [255, 255, 255]; };
      const behind = (shape, x, y) => { const style = getComputedStyle(shape); return style.fill !== "none" && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse())); };
      return [...document.querySelectorAll("svg text")].filter(el => el.textContent.trim() && el.checkVisibility()).filter(el => {
        const box = el.getBoundingClientRect(), before = [...el.ownerSVGElement.querySelectorAll("path,circle,ellipse,rect,polygon")].filter(shape => el.compareDocumentPosition(shape) & 2 && !shape.closest("defs,clipPath,mask"));
        return [.1, .5, .9].some(across => {
          const x = box.left + box.width * across, y = box.top + box.height / 2;
          const under = before.filter(shape => behind(shape, x, y)).reduce((below, shape) => { const style = getComputedStyle(shape); return over(rgb(style.fill), style.fillOpacity * style.opacity, below); }, ground(el.ownerSVGElement));
          const [dark, bright] = [light(over(rgb(getComputedStyle(el).fill), 1, under)), light(under)].sort((one, two) => one - two);
          return (bright + .05) / (dark + .05) < 4.5;
        });
      }).map(say).slice(0, 8);
    },
    torn() { // words that a narrow place cuts in two without a hyphen; an address in code may be
      const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), part = document.createRange();
      for (let text; (text = words.nextNode());) {
        const el = text.parentElement;
        if (!el.checkVisibility() || el.closest("svg,code,pre,textarea,script,style,noscript")) continue;
        for (const word of text.data.matchAll(/[\p{L}\xad]{2,}/gu)) {
          if (word[0].includes("\xad")) continue; // it says itself where it may part
          part.setStart(text, word.index); part.setEnd(text, word.index + word[0].length);
          if (new Set([...part.getClientRects()].map(line => Math.round(line.top))).size > 1) found.push(`${word[0]} in ${say(el)}`);
        }
      }
      return found.slice(0, 8);
    },
    unstyled() { // groups of a form with the browser's own frame
      return [...document.querySelectorAll("fieldset")].filter(el => getComputedStyle(el).borderStyle.includes("groove")).map(say).slice(0, 8);
    },
    look() { // all that the eye tells of a page at once
      const ways = {"sideways": "wide", "torn": "torn", "no colour": "unpainted", "no style": "unstyled", "contrast": "letters"};
      return Object.entries(ways).flatMap(([what, way]) => window.visit[way]().map(found => `${what}: ${found}`));
    },
    spacing(on) { // WCAG 1.4.12
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
      document.adoptedStyleSheets = on ? [sheet] : [];
    },
    stop() { // where the Tab key is, and what is wrong there
      const el = document.activeElement;
      if (!el || el === document.body || el === document.documentElement) return null;
      const r = el.getBoundingClientRect(), wrong = [], style = getComputedStyle(el);
      if (r.bottom <= 0 || r.right <= 0 || r.top >= innerHeight || r.left >= innerWidth || r.width < 2 || r.height < 2) wrong.push("off screen");
      else if (covered(el, r)) wrong.push("covered");
      if (!el.checkVisibility({opacityProperty: true, visibilityProperty: true})) wrong.push("invisible");
      if (!name(el)) wrong.push("no name");
      const mark = el.matches("input[type=radio],input[type=checkbox]") && el.parentElement ? [style, getComputedStyle(el.parentElement), getComputedStyle(el.nextElementSibling || el)] : [style];
      if (!mark.some(s => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none")) wrong.push("no sign of focus");
      return {el, wrong: wrong.map(w => `${w}: ${say(el)}`)};
    },
    rest() { // nothing has the focus, and all that scrolls is at its beginning, as when one comes
      document.activeElement?.blur();
      for (const el of document.querySelectorAll("body *")) if (el.scrollTop) el.scrollTop = 0;
      scrollTo(0, 0);
    },
    walk() { // from the top; each Tab key first tells of the place it leaves, where by then all has come to rest
      const walked = window.visit.walked = {stops: 0, wrong: [], done: false};
      document.body.tabIndex = -1; // where the focus was last, the next Tab key begins
      document.body.focus({preventScroll: true});
      document.body.removeAttribute("tabindex");
      scrollTo(0, 0);
      window.visit.pressed ??= addEventListener("keydown", event => event.key === "Tab" && window.visit.leave(), true) ?? true;
      let begun = false, first;
      window.visit.leave = () => {
        if (walked.done) return;
        const stop = begun && window.visit.stop();
        if (begun && (!stop || stop.el === first)) walked.done = true;
        else if (begun) [first, walked.stops] = [first ?? stop.el, walked.stops + 1], walked.wrong.push(...stop.wrong);
        begun = true;
      };
    },
  };
})();
