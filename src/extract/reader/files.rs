//! Files that a link loads, and nobody's page.

/// Endings of files that are loaded and not visited.
const ENDINGS: [&str; 12] = [
    "pdf", "doc", "docx", "odt", "rtf", "txt", "zip", "png", "jpg", "jpeg", "svg", "vcf",
];

/// True for the ending of a file that is loaded and not visited, in small letters.
pub(crate) fn is_file_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

/// True for an address that names such a file, also where a template has yet to write the rest:
/// "cv.pdf?raw=true", "{{ 'cv.pdf' | url }}".
pub(crate) fn names_file(address: &str) -> bool {
    let address = address.to_lowercase();
    let mut stops = address.match_indices('.');
    stops.any(|(at, _)| {
        let rest = &address[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric());
        is_file_ending(&rest[..end.unwrap_or(rest.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_endings() {
        for address in [
            "cv.pdf",
            "/files/CV.PDF?raw=true",
            "{{ 'a/cv.docx' | url }}",
        ] {
            assert!(names_file(address), "{address}");
        }
        for address in [
            "https://docs.example.org/ana",
            "https://ana.example.org/pdf",
            "cv.pdfx",
        ] {
            assert!(!names_file(address), "{address}");
        }
    }
}
