//! Lists, groups of keys and enums are handed to serde piece by piece, each piece with its place.

use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::Node;
use super::error::Fault;
use super::{Ignored, NodeReader, Place};

/// The entries of a list.
pub(super) struct Items<'a> {
    reader: NodeReader<'a>,
    items: &'a [Node],
    next: usize,
}

impl<'a> Items<'a> {
    pub(super) fn new(reader: NodeReader<'a>, items: &'a [Node]) -> Self {
        Self { reader, items, next: 0 }
    }

    pub(super) fn taken(&self) -> usize {
        self.next
    }

    pub(super) fn is_finished(&self) -> bool {
        self.next == self.items.len()
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.items.get(self.next) else { return Ok(None) };
        let place = self.reader.place.of(self.next);
        self.next += 1;
        let reader = NodeReader { node, place, ignored: None, ..self.reader };
        reader.locate(seed.deserialize(reader)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

/// The keys of a group, with their values.
pub(super) struct Entries<'a> {
    reader: NodeReader<'a>,
    entries: &'a [(Node, Node)],
    known: &'static [&'static str],
    value: Option<&'a (Node, Node)>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(reader: NodeReader<'a>, entries: &'a [(Node, Node)], known: &'static [&'static str]) -> Self {
        Self { reader, entries, known, value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((entry, rest)) = self.entries.split_first() else { return Ok(None) };
        self.entries = rest;
        self.value = Some(entry);
        let reader = NodeReader { node: &entry.0, ignored: None, ..self.reader };
        reader.locate(seed.deserialize(reader)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, node) = self.value.take().expect("serde asks for a key before its value");
        let ignored = Some(Ignored { key, known: self.known });
        let reader = NodeReader { node, place: Place { key: Some(key), entry: None }, ignored, ..self.reader };
        reader.locate(seed.deserialize(reader))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// A choice: its name alone, or a group of one key, the name, with what belongs to it.
pub(super) struct Variant<'a> {
    pub(super) reader: NodeReader<'a>,
    pub(super) name: &'a Node,
    pub(super) content: Option<&'a Node>,
}

impl<'a> Variant<'a> {
    fn content(&self) -> Result<NodeReader<'a>, Fault> {
        let place = Place { key: Some(self.name), entry: None };
        match self.content {
            Some(node) => Ok(NodeReader { node, place, ignored: None, ..self.reader }),
            None => {
                let name = self.name.as_str().unwrap_or_default();
                let fault = Fault::new(self.name.span.clone(), format!("`{name}` needs a value"));
                Err(fault.or_hint(Some(format!("write `{name}: …`"))))
            }
        }
    }
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let reader = NodeReader { node: self.name, ignored: None, ..self.reader };
        reader.locate(seed.deserialize(reader)).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            Some(node) if !node.is_null() => {
                let name = self.name.as_str().unwrap_or_default();
                Err(Fault::new(node.span.clone(), format!("`{name}` takes no value")))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let reader = self.content()?;
        reader.locate(seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        serde::Deserializer::deserialize_tuple(self.content()?, length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        serde::Deserializer::deserialize_struct(self.content()?, "", fields, visitor)
    }
}
