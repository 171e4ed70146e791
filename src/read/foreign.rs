//! Files that are no pages but hold what a page could: what to do with them, in one step that
//! needs no terminal.

use std::path::Path;

use crate::diagnostic::Diagnostic;

/// What a file is by its first bytes, and the step that makes a page of it.
struct Kind {
    /// How it is called behind "is".
    name: &'static str,
    step: &'static str,
}

const WORD: &str = "open it in Word, or upload it to Google Docs, and save it as a Word document \
     (.docx): File > Save As, or File > Download";
const OLD_WORD: Kind = Kind {
    name: "in the format of Word before 2007 (.doc)",
    step: WORD,
};
const RTF: Kind = Kind {
    name: "a Rich Text file (.rtf)",
    step: WORD,
};
const PDF: Kind = Kind {
    name: "a PDF",
    step: "open what it was made from and save that as a Word document (.docx) or a web page; \
         where there is nothing else, open the PDF in Word, which makes a document of it, and \
         save that",
};
const OPEN_DOCUMENT: Kind = Kind {
    name: "an OpenDocument text (.odt)",
    step: "open it in LibreOffice, choose File > Save As, and there the file type \"Word \
         2010-365 Document (.docx)\"",
};
const PAGES: Kind = Kind {
    name: "a document of Apple's Pages",
    step: "open it in Pages, choose File > Export To > Word, and keep the format .docx",
};
const SHEET: Kind = Kind {
    name: "a spreadsheet",
    step: "copy the text into a Word document, and save that as .docx",
};
const SLIDES: Kind = Kind {
    name: "a presentation",
    step: "copy the text into a Word document, and save that as .docx",
};
const OFFICE: Kind = Kind {
    name: "in an old format of Office",
    step: WORD,
};
const ZIP: Kind = Kind {
    name: "a zip that holds no Word document",
    step: "unpack it, and name the page or folder in it",
};

/// The step out of a file that only its owner can open.
pub(super) const UNLOCK: &str = "open it in Word, choose File > Info > Protect Document > \
     Encrypt with Password, empty the field, and save it";

fn fault(name: &str, kind: &Kind) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is {}", kind.name)).hint(kind.step)
}

/// What is said of a file that is neither text nor a Word document; `None` for any other.
pub(super) fn answer(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    /// The first bytes of all files of Office before 2007, and of those behind a password.
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let holds = |text: &str| memchr::memmem::find(bytes, &wide(text)).is_some();
    if bytes.starts_with(OLE) {
        if holds("EncryptedPackage") {
            let locked = format!("`{name}` is protected by a password");
            return Some(Diagnostic::error(locked).hint(UNLOCK));
        }
        let is_word = holds("WordDocument");
        return Some(fault(name, if is_word { &OLD_WORD } else { &OFFICE }));
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if start.starts_with(b"%PDF-") {
        return Some(fault(name, &PDF));
    }
    start.starts_with(b"{\\rtf").then(|| fault(name, &RTF))
}

/// What is said of a zip that holds no Word document; `has` tells of its parts.
pub(super) fn zip(name: &str, has: impl Fn(&str) -> bool) -> Diagnostic {
    let kind = if has("Index/Document.iwa") || has("Index.zip") || has("index.apxl") {
        &PAGES
    } else if has("xl/workbook.xml") || has("xl/workbook.bin") {
        &SHEET
    } else if has("ppt/presentation.xml") {
        &SLIDES
    } else if has("mimetype") && has("content.xml") {
        &OPEN_DOCUMENT
    } else {
        &ZIP
    };
    fault(name, kind)
}

/// What is said of an address on the web that stands in a file's place; `None` for a path.
pub(super) fn address(path: &Path) -> Option<Diagnostic> {
    let text = path.to_str()?;
    let lower = text.to_lowercase();
    let is_address = ["http:/", "https:/", "www."]
        .iter()
        .any(|start| lower.starts_with(start));
    is_address.then(|| {
        Diagnostic::error(format!("`{text}` is an address on the web, not a file")).hint(
            "open it in a browser, save the page (Ctrl+S, or File > Save Page As, as \"HTML \
             only\"), and name the saved file",
        )
    })
}
