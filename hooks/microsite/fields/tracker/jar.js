// The jar fills: the more notes say something, the higher it stands, and each lands as it is written.
document.querySelectorAll(".jar").forEach((jar) => {
  const notes = [...jar.querySelectorAll(".note-slip")];
  const written = (box) => (box.type == "checkbox" ? box.checked : box.value.trim());
  const look = (note) => note.classList.toggle("in", [...note.querySelectorAll("input")].some(written));
  const fill = () => jar.style.setProperty("--full", notes.filter(({ classList }) => classList.contains("in")).length / notes.length);
  jar.addEventListener("input", ({ target }) => {
    look(target.closest(".note-slip"));
    fill();
  });
  jar.closest("form").addEventListener("reset", () => setTimeout(() => {
    notes.forEach(look);
    fill();
  }));
});
