//! The parts of the package: what docx-rs wrote, put right, and what it does not write.

use super::block::Block;
use super::body::{BACKWARDS, Built};
use super::colors::ThemeColors;
use super::drawing::{self, Decoration};
use super::embed;
use super::faces::Faces;
use super::look::hex;
use super::numbering::BULLETS;
use super::order;
use super::package::{Part, Parts};
use super::photo;
use super::properties;
use super::script::Languages;
use super::sheet::Sheet;
use super::style::{CharacterStyle, ParagraphStyle};
use super::xml::{Child, Element};
use super::{WordError, WordOptions};
use crate::layout::Flow;
use crate::theme::{TextRole, Theme};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What all parts of a file go by.
pub(super) struct Setting<'a> {
    pub flow: &'a Flow,
    pub theme: &'a Theme,
    pub sheet: &'a Sheet,
    pub languages: &'a Languages,
    pub faces: Faces,
    pub colors: ThemeColors,
    pub options: &'a WordOptions,
}

/// All parts of a file.
pub(super) fn parts(
    built: Built,
    blocks: &[Block],
    setting: &Setting<'_>,
) -> Result<Parts, WordError> {
    let mut parts = Parts::default();
    let colors = &setting.colors;
    let core = properties::core(setting.flow, setting.options);
    parts.add(Part::CORE, core.to_part());
    parts.add(Part::APP, properties::app().to_part());
    let styles = styles(&built.parts.styles, setting)?;
    let numbering = numbering(&built.parts.numberings, colors)?;
    let mut footer = plain(&built.parts.footers.concat(), false, colors)?;
    order::sort(&mut footer);
    parts.add(Part::STYLES, styles.to_part());
    parts.add(Part::NUMBERING, numbering.to_part());
    parts.add(Part::SETTINGS, properties::settings(setting).to_part());
    parts.add(Part::THEME, properties::theme(setting).into_bytes());
    parts.add(Part::FOOTER, footer.to_part());
    let embedded = match setting.faces {
        Faces::Office => Vec::new(),
        Faces::Own => embed::fonts(blocks, setting.theme),
    };
    let table = properties::fonts(setting.theme, &embedded);
    parts.add(Part::FONTS, table.to_part());
    for font in embedded {
        parts.font(font.bytes);
    }
    let document = document(&built, blocks, setting, &mut parts)?;
    parts.add(Part::DOCUMENT, document.to_part());
    Ok(parts)
}

/// A part without what docx-rs writes by habit: identifiers that differ from run to run,
/// empty properties, prefixes that nothing uses. Its children are still to be put in order.
fn plain(bytes: &[u8], drawings: bool, colors: &ThemeColors) -> Result<Element, WordError> {
    let mut root = Element::parse(bytes)?;
    root.attributes.clear();
    root.set("xmlns:w", MAIN);
    root.set("xmlns:r", RELATIONSHIPS);
    if drawings {
        for (prefix, address) in drawing::NAMESPACES {
            root.set(prefix, address);
        }
    }
    root.each(&mut |element| {
        element.attributes.retain(|(name, value)| {
            let newer = name.starts_with("w14:") || name.starts_with("w15:");
            let junk = name.starts_with("w:rsid") || (name == "w:dirty" && value == "false");
            !newer && !junk
        });
        strip(element);
        if element.name == "w:instrText" {
            element.set("xml:space", "preserve");
        }
        if element.name == "w:rPr" {
            hinted(element);
            switched_off(element);
        }
        colors.mark(element);
    });
    Ok(root)
}

/// Says in Word's words what stands as a hint of a run's fonts.
fn hinted(properties: &mut Element) {
    let fonts = properties.child("w:rFonts");
    let Some(hint) = fonts
        .and_then(|fonts| fonts.get("w:hint"))
        .map(str::to_owned)
    else {
        return;
    };
    let fonts = properties.child_mut("w:rFonts");
    fonts.attributes.retain(|(name, _)| name != "w:hint");
    let bare = fonts.attributes.is_empty();
    properties.retain(|child| !(bare && child.name == "w:rFonts"));
    for word in hint.split(' ') {
        properties.push(match word {
            BACKWARDS => Element::new("w:rtl"),
            language => Element::val("w:lang", language),
        });
    }
}

/// docx-rs switches bold and italic off for Latin and on for complex scripts at once.
fn switched_off(properties: &mut Element) {
    for (latin, complex) in [("w:b", "w:bCs"), ("w:i", "w:iCs")] {
        let off = properties.child(latin).and_then(|one| one.get("w:val"));
        if off == Some("false") {
            properties.child_mut(complex).set("w:val", "false");
        }
    }
}

/// Takes out properties that say nothing, from the inside outwards.
fn strip(element: &mut Element) {
    for child in element.elements_mut() {
        if child.name == "w:pPr" {
            strip(child);
        }
    }
    element.retain(|child| {
        !(matches!(
            child.name.as_str(),
            "w:rPr" | "w:pPr" | "w:tblPr" | "w:tcPr"
        ) && child.children.is_empty())
    });
}

fn document(
    built: &Built,
    blocks: &[Block],
    setting: &Setting<'_>,
    parts: &mut Parts,
) -> Result<Element, WordError> {
    let (theme, sheet, colors) = (setting.theme, setting.sheet, &setting.colors);
    let decorations: Vec<Vec<Decoration>> = blocks
        .iter()
        .map(|block| drawing::of(block, theme, sheet))
        .collect();
    let drawings = decorations.iter().any(|drawn| !drawn.is_empty())
        || blocks.iter().any(|block| block.photo.is_some());
    let mut root = plain(&built.parts.document, drawings, colors)?;
    let body = root.child_mut("w:body");
    let paragraphs = body.elements_mut().filter(|element| element.name == "w:p");
    // All drawings are numbered in one row.
    let mut number = 0;
    let pictured = blocks.first().and_then(|block| block.photo.as_ref());
    for (index, ((paragraph, block), drawn)) in paragraphs.zip(blocks).zip(&decorations).enumerate()
    {
        if let Some(photo) = pictured
            && index < photo.head
        {
            photo.indent(paragraph.child_mut("w:pPr"), theme, sheet);
        }
        let mut insert = |run: Element| {
            let after_properties = usize::from(paragraph.child("w:pPr").is_some());
            paragraph
                .children
                .insert(after_properties, Child::Element(run));
        };
        if let Some(photo) = &block.photo {
            number += 1;
            let line = block.spaces.line;
            insert(photo::run(photo, number, line, theme, sheet, parts));
        }
        for decoration in drawn {
            number += 1;
            insert(drawing::run(number, decoration, sheet, colors));
        }
        if block.style.keeps_with_next() && !block.keep.with_next {
            // An entry of a single line is not tied to the one after it.
            paragraph
                .child_mut("w:pPr")
                .push(Element::val("w:keepNext", "0"));
        }
        for bidi in paragraph.child_mut("w:pPr").elements_mut() {
            // docx-rs writes that a paragraph is turned, and nothing where it is not.
            if bidi.name == "w:bidi" && sheet.backwards {
                bidi.set("w:val", "0");
            }
        }
    }
    let section = body.child_mut("w:sectPr");
    section.retain(|child| child.name != "w:docGrid");
    if sheet.backwards {
        section.push(Element::new("w:bidi"));
    }
    for child in section.elements_mut() {
        if child.name == "w:footerReference" {
            child.set("r:id", parts.relation(Part::FOOTER));
        }
        if child.name == "w:cols" {
            child.attributes.retain(|(name, _)| name != "w:num");
        }
    }
    order::sort(&mut root);
    root.each(&mut |element| {
        if element.name == "w:hyperlink"
            && let Some((_, target)) = built
                .links
                .iter()
                .find(|(id, _)| Some(id.as_str()) == element.get("r:id"))
        {
            let id = parts.link(target);
            element.set("r:id", id);
        }
    });
    Ok(root)
}

fn styles(bytes: &[u8], setting: &Setting<'_>) -> Result<Element, WordError> {
    let theme = setting.theme;
    let mut root = plain(bytes, false, &setting.colors)?;
    let run = root
        .child_mut("w:docDefaults")
        .child_mut("w:rPrDefault")
        .child_mut("w:rPr");
    // Word kerns only from the size given here on; readers of print expect it throughout.
    run.push(Element::val("w:kern", "2"));
    run.push(properties::language("w:lang", setting.languages));
    let defaults = root.child_mut("w:docDefaults").child_mut("w:pPrDefault");
    defaults
        .child_mut("w:pPr")
        .push(Element::val("w:widowControl", "1"));
    for style in root.elements_mut() {
        if style.name != "w:style" {
            continue;
        }
        let id = style.get("w:styleId").unwrap_or_default().to_owned();
        if id == "Normal" {
            style.set("w:default", "1");
            let mut color = Element::val("w:color", hex(theme.style(TextRole::Body).color));
            setting.colors.mark(&mut color);
            style.child_mut("w:rPr").push(color);
            if setting.sheet.backwards {
                style.child_mut("w:pPr").push(Element::new("w:bidi"));
            }
        }
        let own = ParagraphStyle::ALL
            .iter()
            .any(|known| known.id() == id && known.is_own())
            || CharacterStyle::ALL
                .iter()
                .any(|known| known.id() == id && known.is_own());
        if own {
            style.set("w:customStyle", "1");
        }
        // docx-rs has no small capitals.
        let small = ParagraphStyle::ALL
            .iter()
            .any(|known| known.id() == id && theme.style(known.role()).small_caps);
        if small {
            style.child_mut("w:rPr").push(Element::new("w:smallCaps"));
        }
    }
    for style in properties::default_styles() {
        root.push(style);
    }
    root.push(properties::latent_styles());
    order::sort(&mut root);
    Ok(root)
}

fn numbering(bytes: &[u8], colors: &ThemeColors) -> Result<Element, WordError> {
    let mut root = plain(bytes, false, colors)?;
    let number = |child: &Element| -> Option<usize> {
        let id = match child.name.as_str() {
            "w:abstractNum" => child.get("w:abstractNumId"),
            "w:num" => child.get("w:numId"),
            _ => None,
        };
        id?.parse().ok()
    };
    root.retain(|child| number(child).is_some_and(|id| id >= BULLETS));
    for list in root.elements_mut() {
        if list.name == "w:abstractNum" {
            let index = number(list).unwrap_or(BULLETS) - BULLETS;
            list.attributes
                .retain(|(name, _)| name == "w:abstractNumId");
            // Word tells lists apart by these numbers when text is pasted.
            let own = |first: usize| format!("{:08X}", first + 2 * index);
            list.push(Element::val("w:nsid", own(0x5649_5441)));
            list.push(Element::val("w:tmpl", own(0x5649_5442)));
        }
    }
    order::sort(&mut root);
    Ok(root)
}
