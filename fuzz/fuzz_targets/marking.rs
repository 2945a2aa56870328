#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| plainleaf_fuzz::marking(input));
