/** The samples: pages written for Plainleaf. */
export const SAMPLES = [
  {
    file: "news.html", picture: "samples/pictures/harbour.svg", title: "A news page",
    text: "With everything that gets in the way: banners, prompts, doubled menus, advertisements and boxes in mid-article.",
  },
  {
    file: "feature.html", picture: "samples/pictures/bells.svg", title: "A long feature",
    text: "Pictures with captions, a pull quote, subheads and footnotes.",
  },
  {
    file: "manual.html", picture: "samples/pictures/manual.svg", title: "A page of documentation",
    text: "Code, tables, definitions, call-outs and footnotes between two side bars.",
  },
];
