//! Takes the clutter out of a web page and marks who said what, how much and when, and who is who.
