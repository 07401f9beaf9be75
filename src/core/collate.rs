//! The one order of texts: that of UTS #10, as CLDR has it for all languages,
//! and with the ñ after the n: the languages that have one have it there.

use icu_collator::options::CollatorOptions;
use icu_collator::provider::{
    Baked, CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1,
    CollationRootV1, CollationSpecialPrimariesV1, CollationTailoringV1,
};
use icu_collator::{Collator, CollatorPreferences};
use icu_normalizer::provider::{Baked as Normal, NormalizerNfdDataV1, NormalizerNfdTablesV1};
use icu_provider::prelude::*;

use super::fold::fold;

/// The data of the root alone: the tailorings of all languages are four times
/// as much, and one letter is all that Spanish needs of them.
struct Root;

macro_rules! as_baked {
    ($($marker:ty = $baked:ident),* $(,)?) => {
        $(impl DataProvider<$marker> for Root {
            fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                DataProvider::<$marker>::load(&$baked, request)
            }
        })*
    };
}

as_baked! {
    CollationRootV1 = Baked,
    CollationDiacriticsV1 = Baked,
    CollationJamoV1 = Baked,
    CollationMetadataV1 = Baked,
    CollationReorderingV1 = Baked,
    CollationSpecialPrimariesV1 = Baked,
    NormalizerNfdDataV1 = Normal,
    NormalizerNfdTablesV1 = Normal,
}

impl DataProvider<CollationTailoringV1> for Root {
    fn load(
        &self,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<CollationTailoringV1>, DataError> {
        let marker = CollationTailoringV1::INFO;
        Err(DataErrorKind::IdentifierNotFound.with_req(marker, request))
    }
}

/// The order of texts.
#[derive(Debug)]
pub struct Collation {
    collator: Option<Collator>,
}

impl Default for Collation {
    fn default() -> Self {
        let preferences = CollatorPreferences::default();
        let options = CollatorOptions::default();
        Self {
            collator: Collator::try_new_unstable(&Root, preferences, options).ok(),
        }
    }
}

impl Collation {
    /// What sorts as a text does.
    #[must_use]
    pub fn key(&self, text: &str) -> Vec<u8> {
        let Some(collator) = &self.collator else {
            return fold(text).into_owned().into_bytes();
        };
        // U+FFFF stands after every other letter.
        let apart = text
            .replace('ñ', "n\u{ffff}")
            .replace('Ñ', "N\u{ffff}")
            .replace("n\u{303}", "n\u{ffff}")
            .replace("N\u{303}", "N\u{ffff}");
        let mut key = Vec::new();
        let Ok(()) = collator.as_borrowed().write_sort_key_to(&apart, &mut key);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(words: &str) -> String {
        let collation = Collation::default();
        let mut words: Vec<&str> = words.split(' ').collect();
        words.sort_by_cached_key(|word| collation.key(word));
        words.join(" ")
    }

    #[test]
    fn texts_stand_as_in_a_dictionary() {
        assert_eq!(
            sorted("zapato Élite ñame nube ábaco Nzinga elefante oso n\u{303}u nandu Ñandú"),
            "ábaco elefante Élite nandu nube Nzinga ñame Ñandú n\u{303}u oso zapato"
        );
        // UTS #10: accents count after letters, case after accents.
        assert_eq!(
            sorted("Role rule Roles roles role Rule"),
            "role Role roles Roles rule Rule"
        );
        assert_eq!(sorted("côté coté côte cote"), "cote coté côte côté");
    }
}
