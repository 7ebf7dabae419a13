(() => {
  const links = [...document.querySelectorAll("main a")], asked = new URLSearchParams(location.search);
  if (location.protocol == "file:") links.forEach(a => { if (a.pathname.endsWith("/")) a.pathname += "index.html"; });
  if (asked.has("CHOOSE")) return;
  const inLanguage = tag => links.find(a => a.hreflang == tag.toLowerCase().split("-")[0]);
  const to = new URL((inLanguage(asked.get("lang") || "") || navigator.languages.map(inLanguage).find(Boolean) || links[0]).href);
  const rest = location.search.slice(1).split("&").filter(part => part && !/^(lang|CHOOSE)(=|$)/.test(part)).join("&");
  if (rest) to.search += (to.search ? "&" : "?") + rest;
  if (location.hash) to.hash = location.hash;
  location.replace(to);
})();
