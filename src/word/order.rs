//! The order of children that the schema asks for (ECMA-376, transitional).
//!
//! Word and the validators refuse parts whose children stand in another order.

use super::xml::{Child, Element};

const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

const SECTION: &[&str] = &[
    "w:headerReference",
    "w:footerReference",
    "w:footnotePr",
    "w:endnotePr",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:paperSrc",
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
    "w:printerSettings",
];

const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:locked",
    "w:personal",
    "w:rsid",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
];

const LEVEL: &[&str] = &[
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlPicBulletId",
    "w:legacy",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
];

/// The children of an element in their order; empty where any order will do.
fn of(name: &str) -> &'static [&'static str] {
    match name {
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        "w:sectPr" => SECTION,
        "w:style" => STYLE,
        "w:lvl" => LEVEL,
        "w:numPr" => &["w:ilvl", "w:numId"],
        "w:pBdr" => &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:between",
            "w:bar",
        ],
        "w:abstractNum" => &[
            "w:nsid",
            "w:multiLevelType",
            "w:tmpl",
            "w:name",
            "w:styleLink",
            "w:numStyleLink",
            "w:lvl",
        ],
        "w:docDefaults" => &["w:rPrDefault", "w:pPrDefault"],
        "w:styles" => &["w:docDefaults", "w:latentStyles", "w:style"],
        "w:numbering" => &["w:numPicBullet", "w:abstractNum", "w:num"],
        _ => &[],
    }
}

/// Puts the children of an element, and of all below it, into their order.
pub(super) fn sort(element: &mut Element) {
    element.each(&mut |element| {
        if element.children.len() < 2 {
            return;
        }
        let known = of(&element.name);
        if known.is_empty() {
            return;
        }
        element.children.sort_by_cached_key(|child| match child {
            Child::Element(child) => known
                .iter()
                .position(|name| *name == child.name)
                .unwrap_or(known.len()),
            Child::Text(_) => known.len(),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_stand_in_the_order_of_the_schema() {
        let text = "<w:pPr><w:rPr><w:sz/><w:b/></w:rPr><w:ind/><w:spacing/><w:keepNext/><w:pStyle/></w:pPr>";
        let mut element = Element::parse(text.as_bytes()).expect("sound XML");
        sort(&mut element);
        let names: Vec<&str> = element.elements().map(|e| e.name.as_str()).collect();
        assert_eq!(
            names,
            ["w:pStyle", "w:keepNext", "w:spacing", "w:ind", "w:rPr"]
        );
        let run: Vec<&str> = element
            .child("w:rPr")
            .expect("a child")
            .elements()
            .map(|e| e.name.as_str())
            .collect();
        assert_eq!(run, ["w:b", "w:sz"]);
    }

    #[test]
    fn equal_names_keep_their_order() {
        let text = "<w:numbering><w:num w:numId=\"1\"/><w:abstractNum/><w:num w:numId=\"2\"/></w:numbering>";
        let mut element = Element::parse(text.as_bytes()).expect("sound XML");
        sort(&mut element);
        let ids: Vec<Option<&str>> = element.elements().map(|e| e.get("w:numId")).collect();
        assert_eq!(ids, [None, Some("1"), Some("2")]);
    }
}
