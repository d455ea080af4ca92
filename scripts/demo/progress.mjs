// Why: anything longer than a second shows that it is alive. On a terminal one line moves; elsewhere it is
// printed once, so that a log stays readable.

const FRAMES = ["|", "/", "-", "\\"];
const INTERVAL = 120;

/** Shows that something is under way until the answer is called. `detail` says how far it is. */
export function progressLine(text, detail = () => "") {
  const started = Date.now();
  const { stdout } = process;
  if (!stdout.isTTY) {
    stdout.write(`  ${text} ...\n`);
    return () => stdout.write(`  done in ${seconds(started)} s\n`);
  }
  let frame = 0;
  const draw = () => {
    const line = `  ${FRAMES[frame++ % FRAMES.length]} ${text}, ${seconds(started)} s ${detail()}`;
    stdout.write(`\r${line.slice(0, (stdout.columns ?? 80) - 1)}\u001b[K`);
  };
  draw();
  const timer = setInterval(draw, INTERVAL);
  return () => {
    clearInterval(timer);
    stdout.write(`\r  done in ${seconds(started)} s\u001b[K\n`);
  };
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
