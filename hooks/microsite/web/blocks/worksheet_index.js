// What is chosen of the list stands in the address, so that it is there again on the way back; how many are left is said.
{
  const index = document.querySelector(".worksheet-index"), sieve = document.querySelector(".sieve"), NAME = "show";
  const left = sieve.querySelector("[role=status]"), more = sieve.querySelector("details");
  const doors = [...index.querySelectorAll(".door")], picks = [...sieve.querySelectorAll("input")];
  const address = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  let chosen;
  const count = () => {
    chosen = picks.filter(({ checked }) => checked);
    for (const part of index.children) part.hidden = false;
    const seen = doors.filter((door) => door.checkVisibility());
    for (const part of index.children) part.hidden = !seen.some((door) => part.contains(door));
    left.textContent = left.dataset[seen.length == 1 ? "one" : "n"].replace("{n}", seen.length);
  };
  const changed = () => {
    count();
    const now = address();
    if (chosen.length) now.set(NAME, chosen.map(({ value }) => value));
    else now.delete(NAME);
    history.replaceState(null, "", now.size ? "#" + decodeURIComponent(now) : location.pathname + location.search);
  };
  const read = () => {
    const values = (address().get(NAME) || "").split(",");
    for (const pick of picks) pick.checked = values.includes(pick.value);
    more.open ||= !!more.querySelector(":checked");
    count();
  };
  sieve.onchange = changed;
  // To choose again what is chosen takes it back.
  sieve.onclick = ({ target }) => {
    if (!chosen.includes(target)) return;
    target.checked = false;
    changed();
  };
  sieve.onreset = () => setTimeout(() => {
    changed();
    picks[0].focus();
  });
  addEventListener("hashchange", read);
  addEventListener("pageshow", read);
}
