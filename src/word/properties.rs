//! Parts that docx-rs lacks or writes for Japanese Word 2019: properties, settings, fonts,
//! theme and the styles that every document has.

use super::WordOptions;
use super::embed::Embedded;
use super::faces::{self, Faces, MAJOR};
use super::look::hex;
use super::parts::Setting;
use super::script::Languages;
use super::text::line;
use super::xml::Element;
use crate::layout::Flow;
use crate::layout::script::scripts;
use crate::theme::{TextRole, Theme};
use crate::units::Civil;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Title, author, keywords, language; dates only where the caller gives one.
pub(super) fn core(flow: &Flow, options: &WordOptions) -> Element {
    let info = &flow.info;
    let mut root = Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    let mut say = |name: &str, text: &str| {
        let text = line(text);
        if !text.is_empty() {
            root.push(Element::new(name).saying(text));
        }
    };
    say("dc:title", &info.title);
    say("dc:subject", info.subject.as_deref().unwrap_or_default());
    say("dc:creator", info.author.as_deref().unwrap_or_default());
    say("cp:keywords", &info.keywords.join(", "));
    say(
        "cp:lastModifiedBy",
        info.author.as_deref().unwrap_or_default(),
    );
    say("dc:language", &info.language);
    if let Some(seconds) = options.timestamp {
        for name in ["dcterms:created", "dcterms:modified"] {
            root.push(
                Element::new(name)
                    .with("xsi:type", "dcterms:W3CDTF")
                    .saying(date(seconds)),
            );
        }
    }
    root
}

/// Seconds since 1970 as `2024-05-06T07:08:09Z`.
fn date(seconds: i64) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
    } = Civil::from_unix(seconds);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

pub(super) fn app() -> Element {
    Element::new("Properties")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )
        .holding(Element::new("Application").saying("vitae"))
        .holding(Element::new("DocSecurity").saying("0"))
}

/// How Word is to lay the document out: as its version 15 does, with no special cases.
pub(super) fn settings(setting: &Setting<'_>) -> Element {
    let mut compatibility = Element::new("w:compat");
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        compatibility.push(
            Element::new("w:compatSetting")
                .with("w:name", name)
                .with("w:uri", "http://schemas.microsoft.com/office/word")
                .with("w:val", value),
        );
    }
    let mut colors = Element::new("w:clrSchemeMapping");
    for (name, value) in [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ] {
        colors.set(name, value);
    }
    let mut root = Element::new("w:settings")
        .with("xmlns:w", MAIN)
        .holding(Element::new("w:zoom").with("w:percent", "100"));
    if setting.faces == Faces::Own {
        // Word keeps the faces when the document is saved again.
        root.push(Element::new("w:embedTrueTypeFonts"));
    }
    root.holding(Element::val("w:defaultTabStop", "720"))
        .holding(Element::val("w:characterSpacingControl", "doNotCompress"))
        .holding(compatibility)
        .holding(language("w:themeFontLang", setting.languages))
        .holding(colors)
        .holding(Element::val("w:decimalSymbol", "."))
        .holding(Element::val("w:listSeparator", ","))
}

/// The languages of text that says none itself, one for each kind of script.
pub(super) fn language(name: &str, languages: &Languages) -> Element {
    let mut element = Element::val(name, line(&languages.latin));
    for (name, language) in [
        ("w:eastAsia", &languages.east_asian),
        ("w:bidi", &languages.complex),
    ] {
        if let Some(language) = language {
            element.set(name, line(language));
        }
    }
    element
}

/// The theme's face, with the one that stands in on machines that lack it, and the faces that
/// the file brings along.
pub(super) fn fonts(theme: &Theme, embedded: &[Embedded]) -> Element {
    let mut root = Element::new("w:fonts")
        .with("xmlns:w", MAIN)
        .with("xmlns:r", super::parts::RELATIONSHIPS);
    let mut families: Vec<&str> = Vec::new();
    for font in embedded {
        if !families.contains(&font.family.as_str()) {
            families.push(&font.family);
        }
    }
    for family in families {
        let mut element = font(family, None, theme);
        for (index, font) in embedded.iter().enumerate() {
            if font.family == family {
                element.push(
                    Element::new(font.place)
                        .with("r:id", super::package::font_relation(index + 1))
                        .with("w:fontKey", font.key.as_str()),
                );
            }
        }
        root.push(element);
    }
    root.holding(font(
        &line(&theme.word_face),
        Some(&line(&theme.word_stand_in)),
        theme,
    ))
}

fn font(name: &str, stand_in: Option<&str>, theme: &Theme) -> Element {
    let mut font = Element::new("w:font").with("w:name", name);
    if let Some(stand_in) = stand_in {
        font.push(Element::val("w:altName", stand_in));
    }
    let family = if faces::has_serifs(theme) {
        "roman"
    } else {
        "swiss"
    };
    font.holding(Element::val("w:charset", "00"))
        .holding(Element::val("w:family", family))
        .holding(Element::val("w:pitch", "variable"))
}

/// Colours and faces under the names that Word's menus use.
pub(super) fn theme(setting: &Setting<'_>) -> String {
    let (theme, colors, languages) = (setting.theme, &setting.colors, setting.languages);
    let escaped = |text: &str| quick_xml::escape::escape(line(text)).into_owned();
    let serif = faces::has_serifs(theme);
    let office = |language: &Option<String>| {
        let face = faces::office_face(language.as_deref(), serif);
        face.unwrap_or_default().to_owned()
    };
    let mut of_scripts = String::new();
    for script in scripts().iter().filter_map(|script| script.word.as_ref()) {
        of_scripts.push_str(&format!(
            "<a:font script=\"{}\" typeface=\"{}\"/>",
            script.name,
            script.face(serif)
        ));
    }
    let face = |role| escaped(&setting.faces.name(role, theme));
    let mut part = include_str!("theme1.xml")
        .replace("{name}", &escaped(&theme.name))
        .replace("{major}", &face(MAJOR))
        .replace("{minor}", &face(TextRole::Body))
        .replace("{east-asian}", &office(&languages.east_asian))
        .replace("{complex}", &office(&languages.complex))
        .replace("{scripts}", &of_scripts)
        .replace("{text}", &hex(colors.text))
        .replace("{secondary}", &hex(colors.secondary))
        .replace("{rule}", &hex(colors.rule));
    for (number, accent) in (1..).zip(colors.accents) {
        part = part.replace(&format!("{{accent{number}}}"), &hex(accent));
    }
    part
}

/// The styles that every document has beside `Normal`.
pub(super) fn default_styles() -> Vec<Element> {
    let default = |kind: &str, id: &str, name: &str| {
        Element::new("w:style")
            .with("w:type", kind)
            .with("w:default", "1")
            .with("w:styleId", id)
            .holding(Element::val("w:name", name))
            .holding(Element::val("w:uiPriority", "99"))
            .holding(Element::new("w:semiHidden"))
            .holding(Element::new("w:unhideWhenUsed"))
    };
    let mut margins = Element::new("w:tblCellMar");
    for (side, width) in [
        ("top", "0"),
        ("left", "108"),
        ("bottom", "0"),
        ("right", "108"),
    ] {
        margins.push(
            Element::new(&format!("w:{side}"))
                .with("w:w", width)
                .with("w:type", "dxa"),
        );
    }
    let table = Element::new("w:tblPr")
        .holding(
            Element::new("w:tblInd")
                .with("w:w", "0")
                .with("w:type", "dxa"),
        )
        .holding(margins);
    vec![
        default(
            "character",
            "DefaultParagraphFont",
            "Default Paragraph Font",
        ),
        default("table", "TableNormal", "Normal Table").holding(table),
        default("numbering", "NoList", "No List"),
    ]
}

/// What Word's style pane shows of the styles that the document does not define.
pub(super) fn latent_styles() -> Element {
    let mut root = Element::new("w:latentStyles");
    for (name, value) in [
        ("w:defLockedState", "0"),
        ("w:defUIPriority", "99"),
        ("w:defSemiHidden", "1"),
        ("w:defUnhideWhenUsed", "1"),
        ("w:defQFormat", "0"),
        ("w:count", "376"),
    ] {
        root.set(name, value);
    }
    for (name, priority) in [
        ("Normal", "0"),
        ("heading 1", "9"),
        ("heading 2", "9"),
        ("heading 3", "9"),
        ("Title", "10"),
        ("Strong", "22"),
        ("Emphasis", "20"),
        ("List Bullet", "1"),
        ("List Number", "1"),
        ("Body Text", "1"),
    ] {
        root.push(
            Element::new("w:lsdException")
                .with("w:name", name)
                .with("w:semiHidden", "0")
                .with("w:uiPriority", priority)
                .with("w:unhideWhenUsed", "0")
                .with("w:qFormat", "1"),
        );
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        assert_eq!(date(0), "1970-01-01T00:00:00Z");
        assert_eq!(date(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(date(1_714_979_289), "2024-05-06T07:08:09Z");
        assert_eq!(date(-1), "1969-12-31T23:59:59Z");
    }
}
