// What runs in every page that is measured: `measurePage` times the contenders in turn on the document as it stands, and
// `readyToRead` prepares for one of them alone.
// The peers are globals by then (peers.mjs). This file is evaluated as it is, so it imports nothing by itself.

/**
 * What is timed. `prepare` makes what `run` is given and is not timed; `size` tells how much came out, so that a
 * contender that is quick because it finds nothing is seen; `after` clears away what would be in the way of the next;
 * `split` gives further rows out of one run, with the time that each would take alone.
 */
const READING = ({ read, snapshot }) => ({
  "clone": { run: () => document.cloneNode(true) },
  "readability": {
    prepare: () => document.cloneNode(true),
    run: (clone) => new PeerReadability(clone).parse(),
    size: (article) => article?.textContent.trim().length ?? 0,
  },
  "defuddle": {
    run: () => new PeerDefuddle(document).parse(),
    size: (article) => article?.content.length ?? 0,
  },
  "smoothie": {
    run: () => peerSmoothie.parse(document.documentElement.outerHTML),
    size: (article) => article?.textContent?.trim().length ?? article?.text_content?.trim().length ?? 0,
  },
  "snapshot": { run: () => snapshot(document), size: (bytes) => bytes.length },
  "without marks": { run: () => read(document, { marks: false }), size: (reading) => reading?.text.length ?? 0 },
  "all marks": { run: () => read(document), size: (reading) => reading?.text.length ?? 0 },
  "fragment": {
    prepare: () => read(document),
    run: (reading) => reading?.toFragment(document),
    size: (fragment) => fragment?.textContent.length ?? 0,
  },
  "on screen": {
    prepare: () => {
      const host = document.createElement("div");
      host.style.cssText = "all: initial; position: fixed; inset: 0; overflow: auto; contain: strict; background: Canvas";
      return host;
    },
    run: (host) => {
      const fragment = read(document)?.toFragment(document);
      if (fragment) host.attachShadow({ mode: "closed" }).append(fragment);
      (document.body ?? document.documentElement).append(host);
      return host.scrollHeight;
    },
    after: (host) => host.remove(),
    size: (height) => height,
  },
});

const MARKING = ({ mark }, text) => ({
  "quotes, figures and names": { run: () => mark(text), size: counted },
  "quotes": { run: () => mark(text, { marks: ["quotes"] }), size: counted },
  "figures": { run: () => mark(text, { marks: ["figures"] }), size: counted },
  "names": { run: () => mark(text, { marks: ["names"] }), size: counted },
  "compromise": {
    run: () => {
      const start = performance.now();
      const view = peerCompromise(text);
      const parsed = performance.now() - start;
      const kinds = [
        ["quotes", () => [view.quotations()]],
        ["figures", () => [view.numbers()]],
        ["names", () => [view.people(), view.places(), view.organizations()]],
      ].map(([kind, find]) => {
        const begun = performance.now();
        const size = find().flatMap((found) => found.out("array")).length;
        return { kind, size, time: parsed + performance.now() - begun };
      });
      return kinds;
    },
    size: (kinds) => kinds.reduce((sum, { size }) => sum + size, 0),
    // Each kind needs the parsing, as ours needs the tokens.
    split: (kinds) => kinds.map(({ kind, size, time }) => [`compromise, ${kind}`, time, size]),
  },
});

const counted = ({ quotes, figures, names }) => quotes.length + figures.length + names.reduce((sum, name) => sum + name.mentions.length, 0);

/** A turn of the event loop, so that no measurement sits in the middle of an endless task. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Times every contender, `rounds` times after `warmUps` that do not count; each round begins with another one. */
async function timed(contenders, warmUps, rounds) {
  const names = Object.keys(contenders);
  const none = () => ({ first: null, times: [], size: null, error: null });
  const results = Object.fromEntries(names.map((name) => [name, none()]));
  const note = (name, round, time, size) => {
    const result = results[name] ??= none();
    if (round === 0) Object.assign(result, { first: time, size });
    if (round >= warmUps) result.times.push(time);
  };
  for (let round = 0; round < warmUps + rounds; round++) {
    globalThis.gc?.();
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length];
      const { prepare, run, after, size, split } = contenders[name];
      if (results[name].error) continue;
      await turn();
      const given = prepare?.();
      try {
        const start = performance.now();
        const made = run(given);
        const time = performance.now() - start;
        note(name, round, time, size?.(made) ?? null);
        for (const row of split?.(made) ?? []) note(row[0], round, row[1], row[2]);
      } catch (error) {
        results[name].error = String(error);
      }
      after?.(given);
    }
  }
  return results;
}

/** Everything there is to say of the page that stands. */
globalThis.measurePage = async (address, warmUps, rounds) => {
  const plainleaf = await import(address);
  await plainleaf.default();
  // The page has been laid out long before anyone asks to read it.
  void document.documentElement.offsetHeight;
  const nodes = document.getElementsByTagName("*").length;
  const reading = await timed(READING(plainleaf), warmUps, rounds);
  const read = plainleaf.read(document, { marks: false });
  const marking = read ? await timed(MARKING(plainleaf, read.text), warmUps, rounds) : null;
  return { elements: nodes, words: read?.words ?? 0, isolated: crossOriginIsolated, reading, marking };
};

/** For one reader at a time: gets all ready, and gives what runs one of them by its name once. */
globalThis.readyToRead = async (address) => {
  const plainleaf = await import(address);
  await plainleaf.default();
  void document.documentElement.offsetHeight;
  const contenders = READING(plainleaf);
  globalThis.readOnce = (name) => {
    const { prepare, run, size } = contenders[name];
    const given = prepare?.();
    const start = performance.now();
    const made = run(given);
    return { time: performance.now() - start, size: size(made) };
  };
};
