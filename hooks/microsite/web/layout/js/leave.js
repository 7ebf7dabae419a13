// Leave at once: the button, or Escape three times within two seconds of each other. The page hides before the other one comes.
{
  const button = document.querySelector("a.leave");
  let times = 0, last = 0;
  const leave = (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    location.replace(button.href);
  };
  button.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    times = event.key == "Escape" ? (event.timeStamp - last < 2e3 ? times : 0) + 1 : 0;
    last = event.timeStamp;
    if (times > 2) leave(event);
  });
}
