//! Objects in PDF syntax (ISO 32000-1, 7.3), with no blank that readers do not need.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};

use crate::units::finite;

/// Writes an object; a stream gives its dictionary only.
pub(super) fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => put(out, format_args!("{value}")),
        Object::Integer(value) => integer(out, *value),
        Object::Real(value) => put(out, format_args!("{}", finite(*value))),
        Object::Name(name) => self::name(out, name),
        Object::String(bytes, StringFormat::Literal) => literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 && needs_blank(item) {
                    out.push(b' ');
                }
                write(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => self::dictionary(out, dictionary),
        Object::Stream(stream) => self::dictionary(out, &stream.dict),
        Object::Reference((number, generation)) => {
            integer(out, i64::from(*number));
            out.push(b' ');
            integer(out, i64::from(*generation));
            out.extend_from_slice(b" R");
        }
    }
}

fn dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary.iter() {
        name(out, key);
        if needs_blank(value) {
            out.push(b' ');
        }
        write(out, value);
    }
    out.extend_from_slice(b">>");
}

/// True if the object starts with a regular character (ISO 32000-1, 7.2.2).
fn needs_blank(object: &Object) -> bool {
    match object {
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => true,
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => false,
    }
}

fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            put(out, format_args!("#{byte:02X}"));
        }
    }
}

fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A reader takes any end of line for a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        put(out, format_args!("{byte:02X}"));
    }
    out.push(b'>');
}

/// A text string (ISO 32000-1, 7.9.2.2): plain where ASCII serves, else UTF-16 with its mark.
pub(super) fn text(value: &str) -> Object {
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control();
    if value.chars().all(plain) {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Appends a whole number. A file has thousands of them, and the standard library's formatting
/// takes ten times as long.
pub(super) fn integer(out: &mut Vec<u8>, value: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends formatted text.
pub(super) fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory takes every byte");
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn syntax_is_short_and_whole() {
        let object = Object::Dictionary(dictionary! {
            "K" => vec![1.into(), Object::Null, Object::Reference((7, 0)), "N#".into()],
            "S" => Object::string_literal("a(b)\\"),
            "R" => Object::Real(0.5),
        });
        let mut out = Vec::new();
        write(&mut out, &object);
        let written = String::from_utf8(out).expect("ASCII");
        assert_eq!(written, "<</K[1 null 7 0 R/N#23]/S(a\\(b\\)\\\\)/R 0.5>>");
    }

    #[test]
    fn text_is_plain_or_utf_16() {
        let mut out = Vec::new();
        write(&mut out, &text("é"));
        assert_eq!(out, b"<FEFF00E9>");
    }
}
