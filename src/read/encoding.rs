//! Bytes to characters: byte-order marks first, then what the page declares, then UTF-8.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Declarations stand near the top; the HTML standard looks at as many bytes.
const HEAD: usize = 1024;

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A byte that no text holds.
    Binary { at: usize },
    /// Not UTF-8, and nothing is declared.
    Undeclared { at: usize },
    /// A declared encoding that is not known.
    Unknown { name: String },
    /// Bytes that mean nothing in the encoding that is declared.
    Malformed { name: &'static str },
}

impl Fault {
    pub(super) fn message(&self, file: &str) -> String {
        match self {
            Fault::Binary { .. } => format!("`{file}` is not a text file"),
            Fault::Undeclared { .. } => format!("`{file}` is not UTF-8"),
            Fault::Unknown { name } => format!("`{file}` declares the unknown encoding `{name}`"),
            Fault::Malformed { name } => format!("`{file}` is not {name}, as it declares"),
        }
    }

    pub(super) fn advice(&self) -> String {
        match self {
            Fault::Binary { at } => {
                format!(
                    "it holds a NUL byte at offset {at}; a page is Markdown, HTML or a Word file"
                )
            }
            Fault::Undeclared { at } => format!(
                "the byte at offset {at} begins no character; save the page as UTF-8, or \
                 declare its encoding"
            ),
            Fault::Unknown { .. } | Fault::Malformed { .. } => "save the page as UTF-8".to_owned(),
        }
    }
}

/// Decodes a whole file.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    let nul = memchr::memchr(0, bytes);
    let text = std::str::from_utf8(bytes);
    // What reads as UTF-8 is UTF-8: other declarations are left over from old templates.
    if let (Ok(text), None) = (text, nul) {
        return Ok(text.to_owned());
    }
    let name = declared(bytes);
    if let Some(at) = nul
        && !(name.is_some() && is_wide(bytes))
    {
        return Err(Fault::Binary { at });
    }
    let undeclared = text.map_or_else(|error| error.valid_up_to(), |_| 0);
    let Some(name) = name else {
        // Browsers read a page that declares nothing so.
        if is_western_page(bytes)
            && let Ok(text) = with(WINDOWS_1252, bytes)
        {
            return Ok(text);
        }
        return Err(Fault::Undeclared { at: undeclared });
    };
    match Encoding::for_label(name.as_bytes()) {
        Some(encoding) if encoding == UTF_8 => Err(Fault::Undeclared { at: undeclared }),
        Some(encoding) => with(encoding, bytes),
        None => Err(Fault::Unknown { name }),
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if !malformed {
        return Ok(text.into_owned());
    }
    if encoding == UTF_8 {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        return Err(Fault::Undeclared { at });
    }
    Err(Fault::Malformed {
        name: encoding.name(),
    })
}

/// True for HTML in a language of western Europe, or in none that it names, among whose letters a
/// few have accents: each stands alone, beside letters, blanks or signs of ASCII.
fn is_western_page(bytes: &[u8]) -> bool {
    /// One of so many bytes may be no ASCII.
    const RARE: usize = 12;
    const LANGUAGES: [&str; 14] = [
        "ca", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "nn", "no", "pt", "sv",
    ];
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let is_page = ["<!doctype html", "<html", "<body"]
        .iter()
        .any(|tag| head.contains(tag));
    let language = head.split_once("lang=").map(|(_, value)| {
        let value = value.trim_start_matches(['"', '\'']);
        value.chars().take(2).collect::<String>()
    });
    let is_named = language.is_none_or(|language| LANGUAGES.contains(&language.as_str()));
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let pairs = bytes
        .windows(2)
        .filter(|pair| pair.iter().all(|byte| !byte.is_ascii()));
    is_page && is_named && high * RARE < bytes.len() && pairs.count() * RARE <= high
}

/// True where every second byte is nothing: letters of two bytes without a mark.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let empty = head.iter().filter(|&&byte| byte == 0).count();
    head.len() >= 4 && empty * 3 >= head.len()
}

/// The encoding that `<meta charset>`, an XML declaration or an `encoding:` key names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes[..bytes.len().min(HEAD)]
        .iter()
        // Declarations are ASCII; in wide letters they stand between empty bytes.
        .filter(|&&byte| byte != 0)
        .map(|&byte| char::from(byte).to_ascii_lowercase())
        .collect();
    for (key, marks) in [("charset", "="), ("encoding", "=:")] {
        for (at, _) in head.match_indices(key) {
            let rest = head[at + key.len()..].trim_start_matches([' ', '"', '\'', '\t']);
            let Some(rest) = rest.strip_prefix(|c| marks.contains(c)) else {
                continue;
            };
            let name: String = rest
                .trim_start_matches([' ', '"', '\'', '\t'])
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                .collect();
            if !name.is_empty() {
                // No file can say in plain letters that its letters are wide.
                let wide = name.starts_with("utf-16") && !is_wide(bytes);
                let big = bytes.first() == Some(&0);
                return match (wide, name.as_str()) {
                    (true, _) => None,
                    (false, "utf-16") if big => Some("utf-16be".to_owned()),
                    (false, _) => Some(name),
                };
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_declares_nothing_is_read_as_browsers_do() {
        let page = b"<html><h1>Zo\xeb Castellan</h1> Kept nine ledgers at Stewart\x92s in Leeds.";
        let text =
            "<html><h1>Zo\u{eb} Castellan</h1> Kept nine ledgers at Stewart\u{2019}s in Leeds.";
        assert_eq!(decode(page).as_deref(), Ok(text));
        // Cyrillic letters stand side by side, and nothing tells which they are.
        let cyrillic = b"<html><h1>\xc0\xed\xed\xe0</h1> \xec\xe5\xf1\xf2\xee and some words";
        assert!(decode(cyrillic).is_err());
        let polish = b"<html lang=pl><h1>Zofia</h1> Praca w sklepie, ksi\xeagi i dokumenty firmy";
        assert!(decode(polish).is_err());
        // Other files have no such custom.
        assert!(decode(b"# Zo\xeb Castellan of Stewarts in Leeds").is_err());
    }

    #[test]
    fn a_mark_at_the_top_decides() {
        let wide: Vec<u8> = "\u{feff}# Zoë"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&wide).as_deref(), Ok("# Zoë"));
        assert_eq!(decode("\u{feff}é".as_bytes()).as_deref(), Ok("é"));
    }

    #[test]
    fn a_declared_encoding_is_heard() {
        let page = b"<meta charset=\"iso-8859-1\"><p>Zo\xeb";
        assert!(decode(page).expect("declared").ends_with("Zoë"));
        let data = b"encoding: windows-1252\nname: Zo\xeb \x96 x\n";
        assert!(decode(data).expect("declared").contains("Zoë – x"));
        let xml = b"<?xml version=\"1.0\" encoding='latin1'?><p>\xe9";
        assert!(decode(xml).expect("declared").ends_with('é'));
    }

    #[test]
    fn bytes_without_a_declaration_are_refused_with_their_offset() {
        assert_eq!(decode(b"abc\xff"), Err(Fault::Undeclared { at: 3 }));
        let unknown = decode(b"<meta charset=klingon>\xff");
        assert_eq!(
            unknown,
            Err(Fault::Unknown {
                name: "klingon".to_owned()
            })
        );
    }
}
