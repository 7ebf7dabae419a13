// The name of each person stands in every heading and label that is theirs; who has no name and no answers is left out.
{
  const sheet = document.getElementById("sheet"), places = [...sheet.querySelectorAll("[data-place]")];
  const words = (part) => [...part.attributes, ...part.childNodes].flatMap((n) => (n.nodeType == 1 ? words(n) : n));
  const people = places.map((place) => {
    const label = place.previousElementSibling.textContent, parts = [...sheet.querySelectorAll(`[data-person="${place.dataset.place}"]`)];
    const word = new RegExp(`(?<![\\p{L}\\d])${label}(?![\\p{L}\\d])`, "u");
    const texts = parts.flatMap(words).filter((n) => /^(#text|aria-label|data-head)$/.test(n.nodeName) && word.test(n.nodeValue));
    return { place, word, parts, texts: texts.map((n) => [n, n.nodeValue]) };
  });
  const filled = (part) => part.querySelector(":checked:not([value=''])") || [...part.querySelectorAll("textarea,[type=text]")].some((i) => i.value);
  const show = () => {
    const named = places.some((place) => place.value.trim());
    for (const { place, word, parts, texts } of people) {
      const name = place.value.trim();
      for (const [node, text] of texts) node.nodeValue = name ? text.replace(word, () => name) : text;
      const gone = named && !name && !parts.some(filled);
      for (const part of parts) part.hidden = gone;
    }
  };
  places.forEach((place) => place.addEventListener("input", show));
  sheet.addEventListener("reset", () => setTimeout(show));
}
