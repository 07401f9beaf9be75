//! The words of reports in the languages that customers read.
//!
//! A text of ours is written in English where it is said, and that is its key
//! in the one table of this file. Programs get the English whatever the
//! language: keys of JSON and CSV never change. One file: it is one table.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::core::policy::Language;

/// A word of ours in a language; one that the table lacks stays English.
pub(super) fn word(english: &str, language: Option<Language>) -> &str {
    match language {
        Some(Language::Es) => spanish(english).unwrap_or(english),
        Some(Language::En) | None => english,
    }
}

/// The head of a column. In English it is the column's own.
pub(super) fn heading(english: &str, language: Option<Language>) -> Cow<'_, str> {
    match language {
        Some(Language::Es) => match spanish(&english.to_lowercase()) {
            Some(words) => Cow::Owned(words.to_uppercase()),
            None => Cow::Borrowed(english),
        },
        Some(Language::En) | None => Cow::Borrowed(english),
    }
}

/// A value of a closed field, `status` `waiting`; others, and the words of a
/// store's own lists, are shown as they are.
pub(super) fn value<'a>(field: &str, value: &'a str, language: Option<Language>) -> Cow<'a, str> {
    let key = format!("{field}/{value}");
    match language {
        Some(Language::Es) => spanish(&key).map_or(Cow::Borrowed(value), Cow::Borrowed),
        Some(Language::En) | None => Cow::Borrowed(value),
    }
}

/// A day as people write it; without a language as programs do.
pub(super) fn day(day: NaiveDate, language: Option<Language>) -> String {
    match language {
        None => day.to_string(),
        Some(language) => {
            let month = usize::try_from(day.month0()).unwrap_or(0);
            let month = months(language)[month];
            let short: String = month.chars().take(3).collect();
            format!("{} {short} {}", day.day(), day.year())
        }
    }
}

/// The name of a period: `2026-11` is November 2026, others have no other name.
pub(super) fn period(label: &str, language: Option<Language>) -> String {
    let first = NaiveDate::parse_from_str(&format!("{label}-01"), "%Y-%m-%d");
    let (Some(language), Ok(first), 7) = (language, first, label.len()) else {
        return word(label, language).to_owned();
    };
    let month = usize::try_from(first.month0()).unwrap_or(0);
    let month = months(language)[month];
    match language {
        Language::En => format!("{month} {}", first.year()),
        Language::Es => format!("{month} de {}", first.year()),
    }
}

const fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::Es => [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    }
}

/// The character between a number and its tenths.
pub(super) const fn decimal_mark(language: Option<Language>) -> char {
    match language {
        Some(Language::Es) => ',',
        Some(Language::En) | None => '.',
    }
}

/// Minutes; an `m` of its own is a metre in Spanish.
pub(super) const fn minutes(language: Option<Language>) -> &'static str {
    match language {
        Some(Language::Es) => "min",
        Some(Language::En) | None => "m",
    }
}

fn spanish(english: &str) -> Option<&'static str> {
    let mut words = SPANISH.iter();
    words
        .find(|(key, _)| *key == english)
        .map(|(_, word)| *word)
}

/// Whether the table has a word for it.
#[cfg(test)]
pub(super) fn has(english: &str) -> bool {
    spanish(english).is_some()
}

/// English and Spanish. A value of a closed field is `field/word`, since
/// Spanish has other words for a waiting ticket and a waiting call.
const SPANISH: &[(&str, &str)] = &[
    // What reports are called.
    ("Summary", "Resumen"),
    ("Volume", "Volumen"),
    ("Backlog", "Pendientes"),
    ("Channels", "Canales"),
    ("Claimed urgency", "Urgencia pedida"),
    ("Quality", "Calidad"),
    ("Recurrence", "Recurrencia"),
    ("Workload", "Carga de trabajo"),
    ("{0} of {1}", "{0} de {1}"),
    ("{0}: support in {1}", "{0}: soporte en {1}"),
    ("everything", "todo el historial"),
    // What they are about.
    ("field", "dato"),
    ("value", "valor"),
    ("from", "desde"),
    ("to", "hasta"),
    ("as of", "corte"),
    ("known at", "registrado hasta"),
    ("zone", "zona"),
    ("where", "consulta"),
    ("recorded late", "registrado después"),
    ("unreadable files", "archivos ilegibles"),
    ("compared with", "comparado con"),
    (
        "In parentheses: the period before, and the difference.",
        "Entre paréntesis: el período anterior y la diferencia.",
    ),
    ("now", "ahora"),
    ("before", "antes"),
    ("change", "cambio"),
    // Words for values.
    ("yes", "sí"),
    ("no", "no"),
    ("n/a", "n/d"),
    ("none", "sin dato"),
    ("nobody", "nadie"),
    ("unknown", "desconocido"),
    ("(none)", "(ninguno)"),
    ("{0} ({1} of {2})", "{0} ({1} de {2})"),
    ("{0} ({1} of {2} {3})", "{0} ({1} de {2} {3})"),
    ("{0} to {1}", "{0} a {1}"),
    ("{0} and more", "{0} y más"),
    ("and {0} more", "y {0} más"),
    (
        "and {0} more; CSV and JSON have them all.",
        "y {0} más; CSV y JSON los traen todos.",
    ),
    (
        "A ticket with several {0} is in several rows.",
        "Un caso con varios valores de {0} está en varias filas.",
    ),
    // Counts.
    ("In the period", "En el período"),
    ("opened", "abiertos"),
    ("resolved", "resueltos"),
    ("reopened", "reabiertos"),
    ("reopenings", "reaperturas"),
    ("closed", "cerrados"),
    ("cancelled", "cancelados"),
    ("reopen rate", "tasa de reapertura"),
    ("open", "pendientes"),
    ("Open", "Pendientes"),
    ("open at end", "al final"),
    ("unclassified", "sin clasificar"),
    ("month", "mes"),
    (
        "Tickets, each once in a column, however often it was resolved.",
        "Casos, cada uno una vez por columna, aunque se haya resuelto varias veces.",
    ),
    (
        "Opened {0}  open at end {1}",
        "Abiertos {0}  pendientes al final {1}",
    ),
    // Promises.
    ("In time", "A tiempo"),
    ("response", "respuesta"),
    ("resolution", "solución"),
    ("update", "novedades"),
    ("updates in time", "novedades a tiempo"),
    (
        "Of all that were due in the period; one that is late breaks the promise.",
        "De todas las que vencían en el periodo; una tardía incumple el compromiso.",
    ),
    ("Now", "Ahora"),
    ("overdue", "vencidos"),
    ("at risk", "en riesgo"),
    ("Dates promised", "Fechas prometidas"),
    ("kept", "cumplidas"),
    ("moved", "aplazadas"),
    ("missed", "incumplidas"),
    ("pending", "por cumplir"),
    // Times.
    ("time to resolve", "tiempo de solución"),
    ("median", "mediana"),
    ("p90", "p90"),
    ("p95", "p95"),
    ("mean", "media"),
    ("at the source, median", "en el origen, mediana"),
    ("at the source, p90", "en el origen, p90"),
    ("at the source, p95", "en el origen, p95"),
    ("at the source, mean", "en el origen, media"),
    ("n", "n"),
    ("minutes", "minutos"),
    ("elapsed", "transcurrido"),
    ("ticket", "caso"),
    (
        "Elapsed, pauses included; percentiles by nearest rank.",
        "Tiempo transcurrido, con las pausas; percentiles por rango más cercano.",
    ),
    // Backlog.
    ("age in days", "edad en días"),
    ("waiting on", "en espera de"),
    ("The oldest", "Los más antiguos"),
    ("days", "días"),
    // Channels.
    ("Contacts", "Contactos"),
    ("contacts", "contactos"),
    ("answered", "atención"),
    ("messages", "mensajes"),
    ("live", "en vivo"),
    ("later", "diferido"),
    ("own", "interno"),
    (
        "A contact opens a ticket or is a message of the requester to one; live: somebody \
         answered while they spoke.",
        "Un contacto abre un caso o es un mensaje del solicitante a uno; en vivo: alguien \
         atendió mientras hablaba.",
    ),
    // Claimed urgency.
    ("Claims", "Urgencias pedidas"),
    ("claims", "pedidas"),
    (
        "claimed above the decision",
        "pedida por encima de lo decidido",
    ),
    (
        "claimed highest, decided highest",
        "pedida máxima, decidida máxima",
    ),
    ("claimed highest", "pedidas como máximas"),
    ("undecided", "sin decidir"),
    ("inflated", "por encima"),
    ("percent", "%"),
    ("%", "%"),
    // Quality.
    ("Solved", "Resueltos"),
    ("at first contact", "al primer contacto"),
    ("of these, not settled yet", "de ellos, aún pueden volver"),
    ("at first level", "en el primer nivel"),
    ("first contact", "1.er contacto"),
    ("first level", "1.er nivel"),
    (
        "First contact: at most one public message, never passed on, not back within 7 days. \
         First level: never left tier 1.",
        "Primer contacto: a lo sumo un mensaje público, sin pasar a otro, sin volver en 7 días. \
         Primer nivel: nunca salió del nivel 1.",
    ),
    (
        "Waiting, of the time to resolve",
        "En espera, como parte del tiempo de solución",
    ),
    ("time", "tiempo"),
    ("waiting in all", "en espera en total"),
    (
        "Elapsed, nights included; of the tickets resolved.",
        "Tiempo transcurrido, con las noches; de los casos resueltos.",
    ),
    // Recurrence.
    ("Candidates for a problem", "Candidatos a problema"),
    ("tickets", "casos"),
    ("customers", "clientes"),
    ("which", "cuáles"),
    (
        "Three or more tickets within 30 days, none with an article or a known cause \
         (`faq promote`, `link --as caused-by`).",
        "Tres o más casos en 30 días, ninguno con artículo ni causa conocida \
         (`faq promote`, `link --as caused-by`).",
    ),
    ("Repeated questions", "Preguntas repetidas"),
    ("about", "sobre"),
    ("questions", "preguntas"),
    (
        "Three or more usage questions of a customer within 30 days: a need for training.",
        "Tres o más preguntas de uso de un cliente en 30 días: falta capacitación.",
    ),
    // Workload.
    ("agent", "agente"),
    ("received", "recibidos"),
    ("logged", "trabajado"),
    (
        "Open at the end; the bar is what is open.",
        "Pendientes al final; la barra es lo pendiente.",
    ),
    (
        "Of the targets the period counts: those of tickets the agent had at the time, and \
         those that were nobody's when the agent stopped the clock.",
        "De los plazos que cuenta el período: los de casos que el agente tenía entonces, y los \
         que no eran de nadie cuando el agente detuvo el reloj.",
    ),
    // What is booked.
    (
        "{0}; as the terms ran out {1}",
        "{0}; al vencer los plazos {1}",
    ),
    ("{0}; as of the end {1}", "{0}; al final {1}"),
    ("as of the end", "al final"),
    ("terms of", "términos del"),
    ("rules", "reglas"),
    ("as the terms ran out", "al vencer los plazos"),
    (
        "Turned after the term ran out",
        "Cambiado después de vencer el plazo",
    ),
    ("turned", "cambió"),
    ("ran out", "venció el"),
    ("by what", "por qué"),
    ("recorded", "registrado"),
    ("by", "por"),
    (
        "Changed after its month was closed",
        "Cambiado después de cerrar el mes",
    ),
    ("was", "era"),
    (
        "The month keeps what it has booked.",
        "El mes conserva lo que contó.",
    ),
    (
        "{0} counted in a piece of a month, which the month may count otherwise.",
        "{0} contados en una parte de un mes, que el mes puede contar de otra forma.",
    ),
    ("turned/good", "a favor"),
    ("turned/bad", "en contra"),
    ("cause/record typed later", "registro escrito después"),
    ("cause/priority", "prioridad"),
    ("cause/kind", "tipo"),
    ("cause/service", "servicio"),
    ("cause/channel", "canal"),
    ("cause/customer", "cliente"),
    ("cause/waiver", "renuncia"),
    ("cause/duplicate", "duplicado"),
    ("cause/reopening", "reapertura"),
    ("cause/other", "otro"),
    ("clock/none", "sin plazo"),
    // The customer's report.
    ("Commitment and result", "Compromiso y resultado"),
    ("target", "plazo"),
    ("met", "a tiempo"),
    ("concluded", "concluidos"),
    ("commitment", "compromiso"),
    ("reached", "cumplido"),
    (
        "In time, of those whose target concluded in the period.",
        "A tiempo, de los que tuvieron un plazo concluido en el período.",
    ),
    ("Tickets of the period", "Casos del período"),
    ("Not in time", "Fuera de plazo"),
    ("due", "vencimiento"),
    ("over by", "excedido"),
    ("Not counted", "No cuentan"),
    ("why", "motivo"),
    ("agreed by", "acordado por"),
    ("was late", "ya vencido"),
    ("Open at the end", "Pendientes al final"),
    ("promised", "prometido"),
    ("Time worked", "Tiempo trabajado"),
    ("in all", "en total"),
    ("at your offices", "en sus oficinas"),
    ("free of charge", "sin costo"),
    // Compliance.
    ("Compliance", "Cumplimiento"),
    ("Promises kept", "Compromisos cumplidos"),
    ("contract", "contrato"),
    ("committed", "comprometido"),
    ("{0}: met", "{0}: cumplido"),
    ("{0}: NOT MET", "{0}: NO CUMPLIDO"),
    ("{0}: n/a", "{0}: n/d"),
    (
        "{0} of the {1} responses were answered live: the call was the answer.",
        "{0} de las {1} respuestas fueron en vivo: la llamada fue la respuesta.",
    ),
    (
        "Met of met and breached, each target once; what is void or open is in neither.",
        "A tiempo, de los plazos que concluyeron; cada uno cuenta una vez, y lo que quedó sin \
         efecto o sigue abierto no cuenta.",
    ),
    ("Breached in the period", "Fuera de plazo en el período"),
    ("Overdue now", "Vencidos ahora"),
    ("At risk now", "En riesgo ahora"),
    ("breached", "venció"),
    ("pri", "pri"),
    ("left", "quedan"),
    (
        "and {0} more; --format json has them all.",
        "y {0} más; --format json los trae todos.",
    ),
    ("Void", "Sin efecto"),
    ("Granted by the desk", "Concedido por la mesa"),
    ("granted by", "concedido por"),
    ("stands", "queda"),
    (
        "Without the customer's consent: each counts as before.",
        "Sin acuerdo del cliente: cada uno cuenta como antes.",
    ),
    ("since", "desde el"),
    ("reason", "causa"),
    ("after breach", "ya vencido"),
    (
        "{0} of {1} became void after a breach.",
        "{0} de {1} quedaron sin efecto ya vencidos.",
    ),
    (
        "Breached before it was re-prioritised",
        "Fuera de plazo antes de cambiar la prioridad",
    ),
    ("then", "entonces"),
    ("Paused in the period", "En pausa en el período"),
    ("for", "durante"),
    ("in the last tenth", "en el último 10 %"),
    (
        "Round the clock. In the last tenth of the budget, of those put to wait in the period.",
        "En horas corridas. En el último 10 % del plazo, de los puestos en espera en el período.",
    ),
    // How long things took.
    ("Times", "Tiempos"),
    ("{0}, {1}", "{0}, {1}"),
    ("measure", "medida"),
    ("acknowledged", "acuse"),
    ("first reply", "primera respuesta"),
    ("business", "hábil"),
    ("out", "fuera"),
    (
        "Business: in the hours of each target, pauses out. Elapsed: by the wall clock.",
        "Hábil: en las horas de cada plazo, sin las pausas. Transcurrido: por el reloj.",
    ),
    (
        "Out: left out, tickets opened in the period that have no end yet.",
        "Fuera: no contados, casos abiertos en el período que aún no tienen fin.",
    ),
    (
        "The tickets behind them, by nearest rank",
        "Los casos detrás de cada percentil",
    ),
    // Fields of tickets.
    ("id", "id"),
    ("title", "título"),
    ("status", "estado"),
    ("kind", "tipo"),
    ("customer", "cliente"),
    ("requester", "solicitante"),
    ("channel", "canal"),
    ("service", "servicio"),
    ("category", "categoría"),
    ("error code", "código de error"),
    ("environment", "entorno"),
    ("impact", "impacto"),
    ("urgency", "urgencia"),
    ("claimed urgency", "urgencia pedida"),
    ("priority", "prioridad"),
    ("priority because", "motivo de la prioridad"),
    ("assignee", "responsable"),
    ("tier", "nivel"),
    ("tags", "etiquetas"),
    ("component", "componente"),
    ("introduced by", "introducido por"),
    ("waiting until", "en espera hasta"),
    ("promised on", "prometido para"),
    ("approval", "aprobación"),
    ("approval by", "aprobado por"),
    ("estimate", "estimación"),
    ("workaround", "solución provisional"),
    ("fixes", "correcciones"),
    ("closure", "cierre"),
    ("cancellation", "cancelación"),
    ("parent", "caso padre"),
    ("related", "relacionados"),
    ("caused by", "causado por"),
    ("duplicate of", "duplicado de"),
    ("articles", "artículos"),
    ("source", "origen"),
    ("source resolved at", "resuelto en el origen"),
    ("opened at", "abierto el"),
    // Values of closed fields.
    ("status/open", "abierto"),
    ("status/classified", "clasificado"),
    ("status/diagnosed", "diagnosticado"),
    ("status/waiting", "en espera"),
    ("status/resolved", "resuelto"),
    ("status/closed", "cerrado"),
    ("status/cancelled", "cancelado"),
    ("kind/corrective", "correctivo"),
    ("kind/usage", "uso"),
    ("kind/preventive", "preventivo"),
    ("kind/adaptive", "adaptativo"),
    ("waiting_on/us", "nosotros"),
    ("waiting_on/customer", "cliente"),
    ("waiting_on/supplier", "proveedor"),
    ("waiting_on/schedule", "fecha acordada"),
    ("waiting_on/unknown", "desconocido"),
    ("approval/pending", "pendiente"),
    ("approval/approved", "aprobado"),
    ("approval/rejected", "rechazado"),
    ("impact/high", "alto"),
    ("impact/medium", "medio"),
    ("impact/low", "bajo"),
    ("urgency/high", "alta"),
    ("urgency/medium", "media"),
    ("urgency/low", "baja"),
    ("channel/phone", "teléfono"),
    ("channel/onsite", "en sitio"),
    ("channel/remote", "remoto"),
    ("channel/email", "correo"),
    ("channel/chat", "chat"),
    ("channel/messaging", "mensajería"),
    ("channel/voicemail", "buzón de voz"),
    ("channel/web", "web"),
    ("channel/monitoring", "monitoreo"),
    ("channel/development", "desarrollo"),
    ("clock/running", "corriendo"),
    ("clock/paused", "en pausa"),
    ("clock/met", "a tiempo"),
    ("clock/breached", "fuera de plazo"),
    ("clock/void", "sin efecto"),
    ("pause/customer", "cliente"),
    ("pause/supplier", "proveedor"),
    ("pause/schedule", "fecha acordada"),
    ("pause/resolved", "resuelto"),
    ("void/agreed", "acordado"),
    ("spam, in no figure", "spam, en ninguna cifra"),
    ("void/spam", "spam"),
    ("first contact not known", "primer contacto sin datos"),
    ("first level not known", "primer nivel sin datos"),
    ("void/unknown", "no se sabe"),
    ("void/out of scope", "fuera del alcance"),
    ("void/duplicate", "duplicado"),
    ("void/out-of-scope", "fuera de alcance"),
    ("void/no-fault", "sin falla"),
    ("void/withdrawn", "retirado"),
    ("void/no-answer", "sin respuesta"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::core::book::{Came, Cause, Direction};
    use crate::core::contract::TargetName;
    use crate::core::fields::{Approval, Cancellation, FIELD_NAMES, Kind, Status, WaitingOn};
    use crate::core::policy::{ChannelKind, Policy};
    use crate::core::sla::State;

    #[test]
    fn every_word_stands_once_and_has_the_same_values_in_both_languages() {
        let mut seen = BTreeSet::new();
        for (english, spanish) in SPANISH {
            assert!(seen.insert(english), "{english} stands twice");
            assert!(!spanish.is_empty(), "{english} has no Spanish");
            for place in ["{0}", "{1}", "{2}", "{3}"] {
                let both = (english.contains(place), spanish.contains(place));
                assert_eq!(both.0, both.1, "{english}: {place}");
            }
        }
    }

    #[test]
    fn every_word_of_the_model_has_its_translation() {
        let policy = Policy::new("UTC".parse().unwrap());
        let closed: [(&str, Vec<&str>); 13] = [
            ("status", Status::WORDS.to_vec()),
            ("kind", Kind::WORDS.to_vec()),
            ("waiting_on", WaitingOn::WORDS.to_vec()),
            ("approval", Approval::WORDS.to_vec()),
            ("clock", State::WORDS.to_vec()),
            ("void", Cancellation::WORDS.to_vec()),
            ("void", vec!["agreed", "out of scope", "unknown"]),
            ("clock", Came::WORDS.to_vec()),
            ("turned", Direction::WORDS.to_vec()),
            ("cause", Cause::WORDS.to_vec()),
            ("impact", policy.impact.keys().collect()),
            ("urgency", policy.urgency.keys().collect()),
            ("channel", policy.channels.keys().collect()),
        ];
        for (field, words) in closed {
            for word in words {
                assert!(has(&format!("{field}/{word}")), "{field}/{word}");
            }
        }
        let kinds = [ChannelKind::Live, ChannelKind::Later, ChannelKind::Own];
        let fields = FIELD_NAMES.iter().map(|field| field.replace('_', " "));
        let targets = TargetName::WORDS.iter().map(|word| (*word).to_owned());
        let kinds = kinds.map(|kind| kind.as_str().to_owned());
        for word in fields.chain(targets).chain(kinds) {
            assert!(has(&word), "{word}");
        }
    }
}
