
/** A kind of mark. */
export type MarkKind = "quotes" | "figures" | "names";

/** What `read` may be told. */
export interface ReadOptions {
  /** Where the page was found; relative addresses are resolved against it. A live document knows its own. */
  url?: string;
  /** Which marks are wanted: all (`true`, the default), none (`false`), or a list. */
  marks?: boolean | MarkKind[];
  /** What a string holds: `"html"` (the default) or `"text"`, as "select all, copy" gives it. */
  input?: "html" | "text";
  /** When the piece was published (ISO 8601), where the page does not say: relative dates are resolved against it. */
  published?: string;
  /**
   * Nodes that are kept with all that they show, whatever is made of them: `removed[].node` of an earlier reading of the
   * same page or snapshot. The new reading has them in their place, with marks, and tells in `kept` where.
   */
  keep?: number[];
}

/** What `capture` gives. */
export interface Capture {
  /** The snapshot, for `readSnapshot`. */
  bytes: Uint8Array;
  /** The page's nodes: `nodes[removed.node]` is the one that was left out. */
  nodes: Node[];
}

/**
 * Packs what a page shows into bytes like `snapshot`, and gives the nodes that the numbers in a reading of it lead to.
 *
 * @throws {Error} as `read`.
 */
export function capture(root: Document | DocumentFragment | Element): Capture;

/** How a page is opened. */
export interface OpenOptions {
  /**
   * Reads in a worker: this thread is then held up by the snapshot alone, a little at a time, and by what is built. Where no
   * worker can be made (a policy forbids it, or the module came from another host), it is read in this thread, with the
   * same result. A page with Trusted Types must allow a policy `plainleaf-worker`.
   */
  worker?: boolean;
  /** What a string holds, as for `read`; nothing to a snapshot. */
  input?: "html" | "text";
}

/** A page that can be read again: when the names model has come, or with blocks put back. */
export interface OpenPage {
  /** `nodes[removed.node]` is the one that was left out; empty where a snapshot or a plain text was given. */
  nodes: Node[];
  /**
   * Reads it as it was when it was opened. Waits for the engine and not for the names model: without it the reading has no
   * names yet, and speakers are known by the words that stand for them.
   *
   * @throws {Error} as `readSnapshot`.
   */
  read(options?: ReadOptions): Promise<Reading | null>;
  /** Settles once the names model has come, or cannot be had: with whether there are names that a reading before is without. */
  names: Promise<boolean>;
  /** Forgets the page, and with the last one the worker. */
  close(): void;
}

/**
 * Opens a page to read it more than once. `init()` need not be called before.
 *
 * @param source - a document or a part of one; a string; or a snapshot, whose buffer goes to the worker where there is one.
 * @throws {Error} as `read`, and where the engine cannot be fetched or started.
 */
export function openPage(source: Document | DocumentFragment | Element | Uint8Array | string, options?: OpenOptions): Promise<OpenPage>;

/** A range of UTF-16 code units in a reading's `text`, end-exclusive: `text.slice(start, end)` gives its words. */
export interface Range {
  start: number;
  end: number;
}

/** Words given as spoken or written by someone. */
export interface Quote extends Range {
  /** Unique within the reading: `q1`, `q2`, … The mark's elements carry it as `data-id`. */
  id: string;
  /** The quoted stretches, marks included; one where nothing breaks the quote. */
  segments: Range[];
  /** Who said it, where the text tells: the words that name the speaker, and the id of the name, when it is known. */
  speaker?: { mention: Range; name?: string | null };
  /** The words that say that it is said. */
  cue?: Range;
}

/** What a figure is. */
export type FigureKind =
  | "number" | "ordinal" | "percent" | "money" | "quantity" | "temperature" | "age" | "duration" | "date" | "time" | "range";

/** A number, amount or date with its value. */
export interface Figure extends Range {
  /** Unique within the reading: `f1`, `f2`, … */
  id: string;
  /** The words. */
  text: string;
  kind: FigureKind;
  /** The value, where one number says it. */
  value?: number;
  /** The lower end of a range. */
  low?: number;
  /** The upper end of a range. */
  high?: number;
  /** ISO 4217 code for money; UCUM-style or plain singular unit else. */
  unit?: string;
  /** The unit in words. */
  unit_name?: string;
  /** ISO 8601 (or EDTF-like partial) form of a date, time or duration. */
  iso?: string;
  /** How exactly it is meant. */
  modifier?: "about" | "more-than" | "less-than" | "at-least" | "at-most";
}

/** Someone or something named. */
export interface Name {
  /** Unique within the reading: `n1`, `n2`, … */
  id: string;
  kind: "person" | "organisation" | "place";
  /** The fullest form in the text. */
  name: string;
  /** Where it is mentioned, in order. */
  mentions: Range[];
}

/** A part of the page that was left out. */
export interface Removed {
  reason: string;
  words: number;
  /** Its first words. */
  text: string;
  /** Its number in the page or snapshot that was read, for `keep` and for `capture(page).nodes`; a plain text has none. */
  node?: number;
}

/** What a page says, without the clutter, with its marks. Plain data, with four methods. */
export interface Reading {
  title?: string;
  byline?: string;
  site?: string;
  /** When it was first published, ISO 8601. */
  published?: string;
  /** When it was last changed, ISO 8601. */
  modified?: string;
  /** A BCP 47 tag. */
  language?: string;
  direction?: "ltr" | "rtl";
  excerpt?: string;
  /** The lead picture's absolute address. */
  image?: string;
  /** The page's own address, absolute. */
  url?: string;
  words: number;
  /** Minutes that a fast and a slow reader take. */
  minutes: [number, number];
  /** The body: blocks joined by an empty line, list items and table rows by a line break. */
  text: string;
  /** Captions of pictures and tables; they are not in `text`. */
  captions: string[];
  quotes: Quote[];
  figures: Figure[];
  names: Name[];
  removed: Removed[];
  /** Where the text of each node of the option `keep` stands, in their order; empty for one without text. */
  kept?: Range[];
  /** The article as safe HTML with the marks in place. */
  toHTML(): string;
  /** The article as Markdown (CommonMark with tables). */
  toMarkdown(): string;
  /** The article as nodes of `document` with the marks in place: built one by one, never parsed from a string. */
  toFragment(document: Document): DocumentFragment;
  /** The same; what was read in a worker is built a little at a time, so that the page goes on meanwhile. */
  toFragmentInSlices(document: Document): Promise<DocumentFragment>;
}

/** Marks that `markInPlace` put on a page. */
export interface Marking {
  /** Those that stand on the page now. */
  readonly marks: Marks;
  /** Takes the marks off and follows the page no longer: it is as it was, to the byte. */
  undo(): void;
}

/**
 * Marks the words of a live page, or of a part of it, where they stand. Nothing is removed, and a page that changes is
 * followed, a little behind, until `undo()`.
 *
 * Browsers that have them show the marks as CSS Custom Highlights, which change no node: `plainleaf-quote`,
 * `plainleaf-figure` and `plainleaf-name`, with a calm style of their own that rules for
 * `::highlight(plainleaf-quote)` marked `!important` override; small numbers in words ("one", "first") stay without.
 * Elsewhere, and in what is not on a live page, they are elements, `<mark data-kind data-id>`, as a reading has them.
 *
 * @throws {Error} as `read`.
 */
export function markInPlace(root: Document | DocumentFragment | Element, options?: ReadOptions): Marking;

/** The marks of a text. */
export interface Marks {
  /** The text that the marks' ranges point into. */
  text: string;
  quotes: Quote[];
  figures: Figure[];
  names: Name[];
}
