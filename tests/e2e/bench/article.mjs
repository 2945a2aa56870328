/** Pages of any size as a newspaper might have them: menus, an article with quotes, figures and names, boxes, comments. */

const PEOPLE = ["Ada Holm", "Ben Okoro", "Clara Voss", "David Lindqvist", "Elena Marsh", "Farid Nasser", "Grace Adeyemi", "Henrik Dahl", "Ines Duarte", "Jonas Weber"];
const BODIES = ["the Harbour Board", "Northern Rail", "the University of Bergen", "the Ministry of Transport", "Falkland Shipping"];
const PLACES = ["Bergen", "Aberdeen", "Rotterdam", "Lisbon", "Tromsø", "Gdansk", "Cork"];
const SUBJECTS = ["the ferry", "the new pier", "the night train", "the old warehouse", "the flood wall", "the fish market"];
const DEEDS = ["was closed for repairs", "opened a month late", "lost a third of its income", "was sold to its own staff", "drew more visitors than anybody had expected", "stood empty through the winter"];
const REASONS = ["because the first count had come out too high", "although nobody had asked for it", "after a long argument about who should pay", "while the wind kept the boats in port"];

/** The same numbers every time. @param {number} seed */
function sequence(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * @param {number} size in bytes, met but for a few hundred
 * @returns {string}
 */
export function makeArticle(size) {
  const next = sequence(size);
  const one = (/** @type {string[]} */ list) => list[next(list.length)];
  const sentence = [
    () => `In ${one(PLACES)}, ${one(SUBJECTS)} ${one(DEEDS)} ${one(REASONS)}, and ${one(BODIES)} said that it would be looked into by the end of the year.`,
    () => `“We knew that ${one(SUBJECTS)} would not last,” said ${one(PEOPLE)}, who has worked for ${one(BODIES)} for ${2 + next(30)} years. “Nobody wanted to hear it.”`,
    () => `The work cost $${1 + next(90)}.${next(10)} million, ${next(60)} percent more than in ${1990 + next(30)}, when ${(1 + next(90)) * 1000} people came.`,
    () => `${one(PEOPLE)} told <a href="/news/${next(9999)}">a meeting in ${one(PLACES)}</a> on ${1 + next(28)} March ${2000 + next(25)} that <em>${one(SUBJECTS)}</em> ${one(DEEDS)} ${one(REASONS)}.`,
    () => `Those who had stayed ashore said that they had known it would come to this; they could not say how they had known.`,
  ];
  const paragraph = (/** @type {number} */ at) => `<p>${Array.from({ length: 2 + next(4) }, () => one(sentence.map((make) => make()))).join(" ")}</p>${at % 9 === 8 ? `<h2>What became of ${one(SUBJECTS)}</h2>` : ""}\n`;
  const link = () => `<li class="card"><a href="/story/${next(99_999)}"><img src="/small/${next(999)}.jpg" alt=""><span class="kicker">${one(PLACES)}</span> ${one(SUBJECTS)} ${one(DEEDS)}</a></li>\n`;
  const comment = () => `<div class="comment"><span class="user">reader${next(9999)}</span> <time>${next(23)} hours ago</time><p>I was there and it was not like that. ${one(SUBJECTS)} ${one(DEEDS)}.</p><button>Reply</button></div>\n`;
  const some = (/** @type {(at: number) => string} */ make, /** @type {number} */ share) => {
    let out = "";
    for (let at = 0; out.length < size * share; at += 1) out += make(at);
    return out;
  };
  const story = some(paragraph, 0.6);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>How ${PLACES[0]} lost its ferry | The Coast Paper</title></head><body>
<nav class="menu"><ul>${some(link, 0.05)}</ul></nav><main><article><h1>How ${PLACES[0]} lost its ferry</h1><p class="byline">By <a href="/ada">Ada Holm</a></p>
${story}</article><aside class="related"><h2>More</h2><ul>${some(link, 0.15)}</ul></aside>
<section class="comments">${some(comment, 0.15)}</section></main><footer><p>© The Coast Paper. All rights reserved.</p></footer></body></html>
`;
}
