//! The parts of the package: what docx-rs wrote, put right, and what it does not write.

use super::block::Block;
use super::body::Built;
use super::drawing;
use super::look::hex;
use super::numbering::BULLETS;
use super::order;
use super::package::{Part, Parts};
use super::photo;
use super::properties;
use super::sheet::Sheet;
use super::style::{CharacterStyle, ParagraphStyle};
use super::xml::{Child, Element};
use super::{WordError, WordOptions};
use crate::layout::Flow;
use crate::theme::{TextRole, Theme};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// All parts of a file.
pub(super) fn parts(
    built: Built,
    blocks: &[Block],
    flow: &Flow,
    theme: &Theme,
    options: &WordOptions,
) -> Result<Parts, WordError> {
    let mut parts = Parts::default();
    let sheet = Sheet::new(theme, options.paper);
    parts.add(Part::CORE, properties::core(flow, options).to_part());
    parts.add(Part::APP, properties::app().to_part());
    let styles = styles(&built.parts.styles, flow, theme)?;
    let numbering = numbering(&built.parts.numberings)?;
    let footer = plain(&built.parts.footers.concat(), false)?;
    parts.add(Part::STYLES, styles.to_part());
    parts.add(Part::NUMBERING, numbering.to_part());
    parts.add(Part::SETTINGS, properties::settings(flow).to_part());
    parts.add(Part::FONTS, properties::fonts(theme).to_part());
    parts.add(Part::THEME, properties::theme(theme).into_bytes());
    parts.add(Part::FOOTER, footer.to_part());
    let document = document(&built, blocks, theme, &sheet, &mut parts)?;
    parts.add(Part::DOCUMENT, document.to_part());
    Ok(parts)
}

/// A part without what docx-rs writes by habit: identifiers that differ from run to run,
/// empty properties, prefixes that nothing uses.
fn plain(bytes: &[u8], drawings: bool) -> Result<Element, WordError> {
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
    });
    order::sort(&mut root);
    Ok(root)
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
    theme: &Theme,
    sheet: &Sheet,
    parts: &mut Parts,
) -> Result<Element, WordError> {
    let drawings = blocks
        .iter()
        .any(|block| block.spaces.rule.is_some() || block.photo.is_some());
    let mut root = plain(&built.parts.document, drawings)?;
    let body = root.child_mut("w:body");
    let paragraphs = body.elements_mut().filter(|element| element.name == "w:p");
    // All drawings are numbered in one row.
    let mut number = 0;
    let pictured = blocks.first().and_then(|block| block.photo.as_ref());
    for (index, (paragraph, block)) in paragraphs.zip(blocks).enumerate() {
        if let Some(photo) = pictured
            && index < photo.head
        {
            photo.indent(paragraph.child_mut("w:pPr"), theme, sheet);
        }
        let mut drawn = |run: Element| {
            let after_properties = usize::from(paragraph.child("w:pPr").is_some());
            paragraph
                .children
                .insert(after_properties, Child::Element(run));
        };
        if let Some(photo) = &block.photo {
            number += 1;
            let line = block.spaces.line;
            drawn(photo::run(photo, number, line, theme, sheet, parts));
        }
        if let Some(rise) = block.spaces.rule {
            number += 1;
            drawn(drawing::rule(number, rise, &theme.arrangement.rule, sheet));
        }
        if block.style.keeps_with_next() && !block.keep.with_next {
            // An entry of a single line is not tied to the one after it.
            paragraph
                .child_mut("w:pPr")
                .push(Element::val("w:keepNext", "0"));
        }
    }
    let section = body.child_mut("w:sectPr");
    section.retain(|child| child.name != "w:docGrid");
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

fn styles(bytes: &[u8], flow: &Flow, theme: &Theme) -> Result<Element, WordError> {
    let mut root = plain(bytes, false)?;
    let language = super::text::line(&flow.info.language);
    let run = root
        .child_mut("w:docDefaults")
        .child_mut("w:rPrDefault")
        .child_mut("w:rPr");
    // Word kerns only from the size given here on; readers of print expect it throughout.
    run.push(Element::val("w:kern", "2"));
    run.push(
        Element::new("w:lang")
            .with("w:val", language.as_str())
            .with("w:eastAsia", language.as_str())
            .with("w:bidi", language.as_str()),
    );
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
            let color = hex(theme.style(TextRole::Body).color);
            style
                .child_mut("w:rPr")
                .push(Element::val("w:color", color));
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

fn numbering(bytes: &[u8]) -> Result<Element, WordError> {
    let mut root = plain(bytes, false)?;
    let own = BULLETS.to_string();
    root.retain(|child| {
        let id = match child.name.as_str() {
            "w:abstractNum" => child.get("w:abstractNumId"),
            "w:num" => child.get("w:numId"),
            _ => None,
        };
        id == Some(own.as_str())
    });
    for list in root.elements_mut() {
        if list.name == "w:abstractNum" {
            list.attributes
                .retain(|(name, _)| name == "w:abstractNumId");
            // Word tells lists apart by this number when text is pasted.
            list.push(Element::val("w:nsid", "56495441"));
            list.push(Element::val("w:tmpl", "56495442"));
        }
    }
    order::sort(&mut root);
    Ok(root)
}
