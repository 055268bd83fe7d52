(() => { // the first paint goes the moment what it stands for is there, or a reader wants more than it can do
  const paint = document.getElementById("paint"), root = document.getElementById("root");
  const night = matchMedia("(prefers-color-scheme: dark)");
  let dark = night.matches;
  try { // a reader's own choice of ground, as Streamlit keeps it
    const chosen = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) || '""');
    const name = (chosen && chosen.name) || chosen;
    if (name === "Light" || name === "Dark") {
      dark = name === "Dark";
      paint.classList.add(name.toLowerCase());
    }
  } catch { /* no storage, no choice */ }
  const drawn = paint.querySelector(`script[data-ground="${dark ? "dark" : "light"}"]`);
  if (drawn) drawn.parentNode.innerHTML = drawn.textContent;
  root.inert = true; // nobody meets both
  const main = () => document.querySelector('[data-testid="stMain"]');
  const said = () => main() && main().querySelector('h1, h2, [data-testid="stAlert"]');
  const whole = (part) => !part.querySelector('[data-testid="stSkeleton"]') &&
    [...part.querySelectorAll('[data-testid="stPlotlyChart"]')].every((chart) => chart.querySelector(".main-svg"));
  const stands = () => {
    if (!said()) return false;
    const part = main().querySelector(paint.dataset.until);
    const isCard = paint.dataset.until.startsWith(".st-key-card-");
    if (part && whole(part) && (!isCard || part.querySelector('[class*="st-key-foot-"]'))) return true;
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testScriptState === "notRunning" && whole(main());
  };
  const kinds = ["pointerdown", "keydown", "wheel", "touchmove", "beforeprint"];
  const leave = () => {
    seen.disconnect();
    for (const kind of kinds) removeEventListener(kind, asked);
    root.inert = false;
    paint.remove();
  };
  const asked = () => { if (said()) leave(); };
  for (const kind of kinds) addEventListener(kind, asked, { passive: true });
  let due = false;
  const look = () => { due = false; if (paint.isConnected && stands()) leave(); };
  const seen = new MutationObserver(() => { if (!due) { due = true; requestAnimationFrame(look); } });
  seen.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
})();
