/** The shapes that the parts of the reader share. */

import type { MarkIndex } from "./mark-index.js";
import type { People } from "./people.js";
import type { Returned } from "./returned.js";
import type { Settings } from "./settings.js";
import type { Figure, Name, Quote, Reading } from "../pkg/plainleaf.js";

export type { Figure, Name, Quote, Reading, Settings };

export type Kind = "quote" | "figure" | "name";

/** One mark as a person sees it; split over several elements where it crosses a border. */
export interface Place {
  kind: Kind;
  id: string;
  pieces: HTMLElement[];
}

/** The page that a reading came from. */
export interface Page {
  /** Reads it again with these nodes kept (`removed[].node`). */
  read: (keep: number[]) => Reading | null | Promise<Reading | null>;
  /** Settles when the names model has come or cannot be had: with whether there are names that the first reading is without. */
  names?: Promise<boolean>;
  /** What blocks of the make of each node have in common on the site (`signOf`). */
  signs: (nodes: number[]) => string[] | Promise<string[]>;
}

export interface Speaker {
  /** The id of the name, or the words that stand for it; empty where nobody is named. */
  key: string;
  /** As shown: the fullest name, or the words in the text. */
  label: string;
  /** The words that name the speaker at this quote. */
  said?: string;
}

interface Row<Type extends string, Value> {
  type: Type;
  key: string;
  label: string;
  initial: Value;
}

export interface Range extends Row<"range", number> {
  min: number;
  max: number;
  step: number;
  /** The custom property that carries the value, and its unit in CSS. */
  property: string;
  unit: string;
  show: (value: number) => string;
}

export interface Choice extends Row<"choice", string> {
  options: [value: string, label: string][];
}

export type Switch = Row<"switch", boolean>;

export interface Colour extends Row<"colour", string> {
  /** The custom property that carries it, as `#rrggbb`. */
  property: string;
}

export type Setting = Range | Choice | Switch | Colour;

export interface Command {
  /** As `KeyboardEvent.key` gives it; none for what is only in the menu. */
  key?: string;
  label: string;
  /** Also offered in the menu. */
  menu?: boolean;
  run: (context: Context) => void;
}

export interface Tab {
  key: string;
  label: string;
  /** Makes the content, each time the tab is shown. */
  fill: () => Node[];
}

/** What the parts of the reader know of each other. */
export interface Context {
  /** As it is shown: once names have come, with them. */
  reading: Reading;
  /** Whether the names are still on their way. */
  lacksNames: boolean;
  /** The address of the original. */
  url?: string;
  settings: Settings;
  people: People;
  /** What was removed and is shown again. */
  returned: Returned;
  marks: MarkIndex;
  /** The scrolling part. */
  page: HTMLElement;
  /** Holds the marks. */
  article: HTMLElement;
  title: HTMLElement;
  /** Aborted when the reader closes. */
  signal: AbortSignal;
  /** To screen readers only. */
  announce: (words: string) => void;
  /** Shows words for a moment, and announces them. */
  tell: (words: string) => void;
  jump: (target: string | Place | HTMLElement, how?: { focus?: boolean; fromPanel?: boolean }) => void;
  walk: (step: 1 | -1) => void;
  setPanel: (open: boolean, tab?: string) => void;
  focusFilter: () => void;
  /** Makes the list anew that the panel shows. */
  refill: () => void;
  toggleSheet: (id: string) => void;
  copyMarkdown: () => void;
  copyQuote: (quote: Quote, speaker: Speaker) => void;
  save: () => void;
  readAloud: () => void;
  forgetAll: () => void;
}
