//! Tells binary files from text.

/// What binary files begin with, as the WHATWG MIME Sniffing standard and the formats' own documents give it.
const MAGIC: &[&[u8]] = &[
    b"%PDF-",
    b"%!PS-",
    b"\x89PNG",
    b"GIF87a",
    b"GIF89a",
    b"\xFF\xD8\xFF",
    b"RIFF",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"Rar!\x1A\x07",
    b"7z\xBC\xAF\x27\x1C",
    b"BZh",
    b"\xFD7zXZ",
    b"\x28\xB5\x2F\xFD",
    b"\x7FELF",
    b"\0asm",
    b"\xCA\xFE\xBA\xBE",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"wOFF",
    b"wOF2",
    b"\x1A\x45\xDF\xA3",
    b"SQLite format 3",
    b"bplist00",
    b"II*\0",
    b"MM\0*",
    b"\0\0\x01\0",
    b"\xD0\xCF\x11\xE0",
];

/// How much of the beginning, and of the middle, is looked at.
const SAMPLE: usize = 8192;

/// Whether the bytes are no text in any encoding whose letters are bytes.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) || bytes.get(4..8) == Some(b"ftyp") {
        return true;
    }
    let middle = bytes.len() / 2;
    [&bytes[..bytes.len().min(SAMPLE)], &bytes[middle..bytes.len().min(middle + SAMPLE)]].into_iter().any(|sample| {
        // Control characters do not stand in text; one in fifty is more than damage explains.
        let controls: u32 = sample.iter().map(|&byte| u32::from(is_control(byte))).sum();
        controls as usize * 50 > sample.len()
    })
}

/// A control character other than those of layout, and the escape of ISO-2022-JP.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}
