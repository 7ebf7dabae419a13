// Says how many sheets are left of the list, and leaves out empty keys.
{
  const index = document.querySelector(".worksheet-index"), sieve = document.querySelector(".sieve"), left = sieve.lastChild;
  const doors = [...index.querySelectorAll(".door")];
  sieve.onchange = () => {
    for (const part of index.children) part.hidden = false;
    const seen = doors.filter((door) => door.checkVisibility());
    for (const part of index.children) part.hidden = !seen.some((door) => part.contains(door));
    left.textContent = left.dataset.n.replace("{n}", seen.length);
  };
}
