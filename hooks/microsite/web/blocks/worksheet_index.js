// Says how many sheets are left of the list, leaves out empty keys, and gathers the sheets a reader ticks. Nothing is kept.
{
  const shelf = document.querySelector(".shelf"), sieve = document.querySelector(".sieve"), left = sieve.lastChild;
  const own = document.querySelector(".own-set"), list = own.querySelector("ol");
  const doors = [...shelf.querySelectorAll(".door")];
  sieve.onchange = () => {
    for (const part of shelf.children) part.hidden = false;
    const seen = doors.filter((door) => door.checkVisibility());
    for (const part of shelf.children) part.hidden = !seen.some((door) => part.contains(door));
    left.textContent = left.dataset.n.replace("{n}", seen.length);
  };
  const gather = () => {
    const chosen = doors.filter((door) => door.querySelector(":checked"));
    own.hidden = !chosen.length;
    list.innerHTML = "";
    for (const door of chosen) {
      list.appendChild(document.createElement("li")).append(door.querySelector("a").cloneNode(true));
    }
  };
  for (const door of doors) {
    const pick = door.appendChild(document.createElement("label"));
    pick.innerHTML = "<input type=checkbox> " + shelf.dataset.pick;
    pick.firstChild.ariaLabel = shelf.dataset.pick + ": " + door.querySelector("a").textContent;
    pick.onchange = gather;
  }
}
