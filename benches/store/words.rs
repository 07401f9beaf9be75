//! What people write to a desk that supports an ERP, in Spanish and English.
//! `{n}` is a number, `{office}` a place and `{person}` a name.

use bitacora::core::fields::Kind;

/// A subject, and what is said of it.
#[derive(Debug)]
pub(crate) struct Topic {
    /// The beginning of its articles' slugs.
    pub(crate) slug: &'static str,
    pub(crate) category: &'static str,
    pub(crate) service: &'static str,
    pub(crate) kind: Kind,
    /// Codes on the screen; a topic without codes shows none.
    pub(crate) codes: &'static [&'static str],
    /// How often it comes up, beside the others.
    pub(crate) weight: u64,
    /// In Spanish and in English.
    pub(crate) texts: [Texts; 2],
}

/// What is said of a subject in one language.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) titles: [&'static str; 3],
    pub(crate) seen: [&'static str; 3],
    pub(crate) causes: [&'static str; 2],
    pub(crate) fixes: [&'static str; 2],
}

/// What is said whatever the subject is.
#[derive(Debug)]
pub(crate) struct Phrases {
    pub(crate) tried: [&'static str; 5],
    pub(crate) replies: [&'static str; 5],
    pub(crate) questions: [&'static str; 4],
    pub(crate) answers: [&'static str; 4],
    pub(crate) notes: [&'static str; 4],
    pub(crate) thanks: [&'static str; 3],
    pub(crate) reopened: [&'static str; 2],
}

pub(crate) const OFFICES: [&str; 12] = [
    "Ibagué", "Pasto", "Popayán", "Neiva", "Tunja", "Quibdó", "Leticia", "San Gil", "Chía",
    "Honda", "Mompox", "Riohacha",
];
pub(crate) const PEOPLE: [&str; 12] = [
    "Adriana", "Beatriz", "César", "Dora", "Efraín", "Gladys", "Hernán", "Inés", "Jairo", "Lucía",
    "Óscar", "Yolanda",
];

pub(crate) const PHRASES: [Phrases; 2] = [
    Phrases {
        tried: [
            "Ya reiniciamos el equipo y sigue igual.",
            "En el computador de {person} pasa lo mismo.",
            "La semana pasada funcionaba; desde la actualización ya no.",
            "Probamos con otro usuario y con otro navegador, sin cambio.",
            "En la agencia de {office} no ocurre.",
        ],
        replies: [
            "Recibido. Lo estamos revisando y le contamos antes del mediodía.",
            "Ya lo vemos en nuestro lado. Mientras tanto puede trabajar con el documento {n}.",
            "Entramos a su base de datos a las {n} y encontramos la diferencia.",
            "Pasamos el caso a los especialistas; {person} le escribe hoy mismo.",
            "La corrección queda instalada esta noche, sin detener la operación.",
        ],
        questions: [
            "¿Nos puede enviar la captura completa de la pantalla, con la hora?",
            "¿En qué agencia y con qué usuario ocurre?",
            "Necesitamos su autorización para entrar al servidor de {office}.",
            "¿Cuál es el número del documento que falla?",
        ],
        answers: [
            "Es el documento {n}, de la agencia de {office}.",
            "Adjunto lo que pidieron. Pasa con todos los usuarios.",
            "Autorizado, pueden entrar cuando quieran.",
            "Hoy volvió a pasar, a las dos de la tarde, con {person}.",
        ],
        notes: [
            "El cliente está en cierre de mes: conviene llamar antes de las diez.",
            "Se parece al caso de {office} del mes pasado.",
            "Revisé el registro del servidor; hay {n} líneas con el mismo aviso.",
            "{person} prefiere que la llamen al celular.",
        ],
        thanks: [
            "Confirmado, ya quedó. Gracias.",
            "Funciona en todas las agencias.",
            "Perfecto, pueden cerrar el caso.",
        ],
        reopened: [
            "Volvió a pasar esta mañana en {office}.",
            "Con el documento {n} sigue fallando.",
        ],
    },
    Phrases {
        tried: [
            "We restarted the machine, no difference.",
            "The same happens on the computer of {person}.",
            "It worked last week and stopped after the update.",
            "Tried: another user, another browser, the same.",
            "The branch in {office} does not see it.",
        ],
        replies: [
            "Got it. We are looking into it and will call you back before noon.",
            "We see it on our side too. Document {n} can be used in the meantime.",
            "We went through the records of branch {n} and found the difference.",
            "The specialists have it now; {person} writes to you today.",
            "The correction goes in tonight, nothing has to stop.",
        ],
        questions: [
            "Could you send us a picture of the whole screen, with the time?",
            "In which branch does it happen, and with which user?",
            "We need your permission to enter the server in {office}.",
            "What is the number of the document that fails?",
        ],
        answers: [
            "It is document {n}, from {office}.",
            "Attached is what you asked for. Everybody sees it.",
            "Go ahead, enter whenever you like.",
            "It happened again at two in the afternoon, to {person}.",
        ],
        notes: [
            "They are closing the month: call before ten.",
            "Looks like the one from {office} last month.",
            "The server's log has {n} lines with the same warning.",
            "{person} would rather be called on the mobile.",
        ],
        thanks: [
            "Confirmed, it works again. Thank you.",
            "All branches are fine now.",
            "Perfect, you may close it.",
        ],
        reopened: [
            "It came back this morning in {office}.",
            "Document {n} still fails.",
        ],
    },
];

pub(crate) const TOPICS: [Topic; 10] = [
    Topic {
        slug: "factura-rechazada",
        category: "invoicing/tax",
        service: "billing",
        kind: Kind::Corrective,
        codes: &["H007", "H012", "H031"],
        weight: 22,
        texts: [
            Texts {
                titles: [
                    "La factura {n} se rechaza al enviarla",
                    "Facturación electrónica: rechazo en la agencia de {office}",
                    "No pasan las notas crédito de {person}",
                ],
                seen: [
                    "Al enviar la factura {n} aparece que la base gravable no coincide con la suma de las líneas.",
                    "Van {n} documentos rechazados desde las ocho; los de contado sí pasan.",
                    "El rechazo llega de inmediato, sin gastar el consecutivo.",
                ],
                causes: [
                    "Las líneas excluidas de impuesto se suman al encabezado desde la versión {n}.",
                    "El redondeo de cada línea no es el del total.",
                ],
                fixes: [
                    "Se instaló la corrección y se reenviaron los {n} documentos pendientes.",
                    "Se dividió la factura por impuesto y las dos partes pasaron.",
                ],
            },
            Texts {
                titles: [
                    "Invoice {n} is rejected when it is sent",
                    "Electronic invoices rejected in {office}",
                    "Credit notes of {person} do not go through",
                ],
                seen: [
                    "Sending invoice {n} says that the taxable base is not the sum of its lines.",
                    "{n} documents were rejected since eight o'clock; cash sales pass.",
                    "The rejection comes at once and spends no number.",
                ],
                causes: [
                    "Lines without tax are added to the header since release {n}.",
                    "Lines are rounded one by one, the total is not.",
                ],
                fixes: [
                    "The correction is installed and the {n} pending documents were sent again.",
                    "The invoice was split by tax and both parts passed.",
                ],
            },
        ],
    },
    Topic {
        slug: "contrasena-bloqueada",
        category: "access/passwords",
        service: "platform",
        kind: Kind::Usage,
        codes: &[],
        weight: 18,
        texts: [
            Texts {
                titles: [
                    "{person} no puede entrar: usuario bloqueado",
                    "Cambio de contraseña en {office}",
                    "El correo para restablecer la clave no llega",
                ],
                seen: [
                    "Dice usuario o contraseña incorrectos después de las vacaciones.",
                    "Se bloqueó al tercer intento y la agencia está con fila.",
                    "El enlace del correo dice que ya venció.",
                ],
                causes: [
                    "El usuario se bloquea a los cinco intentos y el aviso va a un correo viejo.",
                    "El enlace vence a los {n} minutos y el correo llega tarde.",
                ],
                fixes: [
                    "Se desbloqueó el usuario y se corrigió el correo en la ficha.",
                    "Se explicó cómo restablecer la clave desde la pantalla de entrada.",
                ],
            },
            Texts {
                titles: [
                    "{person} is locked out",
                    "Password change for {office}",
                    "The mail to reset the password never arrives",
                ],
                seen: [
                    "It says wrong user or password after the holidays.",
                    "Locked at the third attempt, and there is a queue at the counter.",
                    "The link in the mail has expired already.",
                ],
                causes: [
                    "Five attempts lock a user, and the notice goes to an old address.",
                    "The link lives {n} minutes and the mail comes late.",
                ],
                fixes: [
                    "The user is unlocked and the address in the record is right now.",
                    "We explained how to reset a password from the first screen.",
                ],
            },
        ],
    },
    Topic {
        slug: "nomina-recargos",
        category: "payroll/surcharges",
        service: "payroll",
        kind: Kind::Corrective,
        codes: &["N101", "N118"],
        weight: 11,
        texts: [
            Texts {
                titles: [
                    "El recargo dominical sale mal liquidado",
                    "Nómina de {office}: horas extras duplicadas",
                    "La nómina electrónica de {person} queda en borrador",
                ],
                seen: [
                    "A {n} empleados les liquida el domingo como día ordinario.",
                    "El desprendible muestra las horas dos veces, el total no.",
                    "Se transmite, responde aceptado y queda en borrador.",
                ],
                causes: [
                    "El turno que cruza la medianoche se parte en dos días.",
                    "La tabla de recargos no tiene la vigencia del decreto {n}.",
                ],
                fixes: [
                    "Se cargó la tabla vigente y se reliquidaron {n} empleados.",
                    "Se corrigió el corte de los turnos nocturnos.",
                ],
            },
            Texts {
                titles: [
                    "Sunday surcharge is paid at the wrong rate",
                    "Payroll of {office}: overtime counted twice",
                    "The electronic payslip of {person} stays a draft",
                ],
                seen: [
                    "{n} employees get Sunday as an ordinary day.",
                    "The payslip shows the hours twice, the total does not.",
                    "It is sent, accepted, and remains a draft.",
                ],
                causes: [
                    "A shift that crosses midnight is cut into two days.",
                    "The table of surcharges lacks decree {n}.",
                ],
                fixes: [
                    "The table in force is loaded and {n} employees were computed again.",
                    "Night shifts are cut where they should be.",
                ],
            },
        ],
    },
    Topic {
        slug: "cierre-contable",
        category: "accounting/closing",
        service: "accounting",
        kind: Kind::Corrective,
        codes: &["C404", "C410"],
        weight: 10,
        texts: [
            Texts {
                titles: [
                    "El cierre del mes no cuadra por {n} pesos",
                    "No deja cerrar el período en {office}",
                    "El balance de prueba se queda cargando",
                ],
                seen: [
                    "La diferencia está en las cuentas de orden, entre el auxiliar y el mayor.",
                    "Dice que hay comprobantes pendientes, pero la lista sale vacía.",
                    "Después de {n} segundos la pantalla queda en blanco.",
                ],
                causes: [
                    "Un comprobante anulado conserva su saldo en el auxiliar.",
                    "La consulta recorre todos los períodos en vez del abierto.",
                ],
                fixes: [
                    "Se recalcularon los saldos del período y el cierre pasó.",
                    "Se instaló la consulta por período; el balance sale en {n} segundos.",
                ],
            },
            Texts {
                titles: [
                    "Month end is off by {n} pesos",
                    "The period cannot be closed in {office}",
                    "The trial balance never finishes loading",
                ],
                seen: [
                    "The difference sits in the memorandum accounts, between ledger and journal.",
                    "It speaks of pending vouchers, and the list is empty.",
                    "After {n} seconds the screen goes blank.",
                ],
                causes: [
                    "A voided voucher keeps its balance in the journal.",
                    "The query walks every period instead of the open one.",
                ],
                fixes: [
                    "Balances of the period were computed again and it closed.",
                    "The query goes by period now; the balance takes {n} seconds.",
                ],
            },
        ],
    },
    Topic {
        slug: "inventario-negativo",
        category: "inventory/stock",
        service: "inventory",
        kind: Kind::Corrective,
        codes: &["I220"],
        weight: 9,
        texts: [
            Texts {
                titles: [
                    "Existencias negativas en la bodega de {office}",
                    "El traslado {n} no descarga la bodega de origen",
                    "El conteo físico no se deja cargar",
                ],
                seen: [
                    "El artículo {n} tiene saldo negativo y se sigue vendiendo.",
                    "El traslado queda en tránsito aunque ya lo recibieron.",
                    "La plantilla dice que la columna de lote no existe.",
                ],
                causes: [
                    "Dos cajas venden la última unidad al mismo tiempo.",
                    "La plantilla es de una versión anterior a la {n}.",
                ],
                fixes: [
                    "Se ajustó el saldo y se activó la reserva al facturar.",
                    "Se envió la plantilla nueva y el conteo cargó completo.",
                ],
            },
            Texts {
                titles: [
                    "Negative stock in the {office} warehouse",
                    "Transfer {n} does not leave the first warehouse",
                    "The stock count cannot be loaded",
                ],
                seen: [
                    "Article {n} is below zero and still on sale.",
                    "The transfer stays in transit although it was received.",
                    "The template says that the batch column does not exist.",
                ],
                causes: [
                    "Two tills sell the last piece at the same time.",
                    "The template is older than release {n}.",
                ],
                fixes: [
                    "The balance is adjusted and pieces are reserved on sale.",
                    "With the new template the whole count was loaded.",
                ],
            },
        ],
    },
    Topic {
        slug: "impresora",
        category: "platform/printing",
        service: "platform",
        kind: Kind::Usage,
        codes: &[],
        weight: 9,
        texts: [
            Texts {
                titles: [
                    "La impresora de {office} no imprime los recibos",
                    "Los recibos salen cortados",
                    "Cómo cambiar la impresora de la caja {n}",
                ],
                seen: [
                    "La cola muestra {n} trabajos detenidos.",
                    "El recibo sale a media página desde que cambiaron el papel.",
                    "{person} necesita imprimir en la oficina de al lado.",
                ],
                causes: [
                    "El margen del formato es mayor que el del papel nuevo.",
                    "La cola quedó apuntando al equipo anterior.",
                ],
                fixes: [
                    "Se borró la cola y se eligió la impresora correcta.",
                    "Se explicó dónde se cambia el formato del recibo.",
                ],
            },
            Texts {
                titles: [
                    "The printer in {office} prints no receipts",
                    "Receipts are cut off",
                    "How to change the printer of till {n}",
                ],
                seen: [
                    "The queue shows {n} jobs that do not move.",
                    "Half a page since the paper was changed.",
                    "{person} needs to print next door.",
                ],
                causes: [
                    "The margin of the form is wider than the new paper.",
                    "The queue still points to the old machine.",
                ],
                fixes: [
                    "The queue is empty and points to the right printer.",
                    "We showed where the form of a receipt is chosen.",
                ],
            },
        ],
    },
    Topic {
        slug: "cartera-en-mora",
        category: "credit/portfolio",
        service: "credit",
        kind: Kind::Corrective,
        codes: &["K33", "K52"],
        weight: 8,
        texts: [
            Texts {
                titles: [
                    "La cartera en mora no baja después del pago",
                    "El crédito {n} cobra intereses dos veces",
                    "El plan de pagos de {person} perdió una cuota",
                ],
                seen: [
                    "El asociado pagó el lunes y sigue reportado en mora.",
                    "Los intereses del mes aparecen con dos fechas.",
                    "El plan tiene {n} cuotas y el pagaré una más.",
                ],
                causes: [
                    "El proceso nocturno se detiene en un crédito castigado.",
                    "La reestructuración copia la cuota de gracia.",
                ],
                fixes: [
                    "Se corrió el proceso por partes y quedó al día.",
                    "Se devolvieron los intereses de {n} créditos.",
                ],
            },
            Texts {
                titles: [
                    "Arrears do not go down after a payment",
                    "Loan {n} charges interest twice",
                    "The plan of {person} lost an instalment",
                ],
                seen: [
                    "The member paid on Monday and is still in arrears.",
                    "This month's interest stands there with two dates.",
                    "The plan has {n} instalments, the contract one more.",
                ],
                causes: [
                    "The nightly run stops at a loan that was written off.",
                    "Restructuring copies the grace instalment.",
                ],
                fixes: [
                    "The run was done in parts and is up to date.",
                    "Interest of {n} loans was given back.",
                ],
            },
        ],
    },
    Topic {
        slug: "plataforma-caida",
        category: "platform/availability",
        service: "platform",
        kind: Kind::Corrective,
        codes: &["502", "504"],
        weight: 6,
        texts: [
            Texts {
                titles: [
                    "Nadie puede entrar al sistema en {office}",
                    "Todo está muy lento desde las nueve",
                    "Error al cargar la página de inicio",
                ],
                seen: [
                    "Las {n} agencias están detenidas, con gente en la fila.",
                    "Cada pantalla tarda cerca de un minuto.",
                    "Sale una página blanca con un número y nada más.",
                ],
                causes: [
                    "El disco de la base de datos se llenó con registros sin enviar.",
                    "Un informe de {n} páginas ocupó todas las conexiones.",
                ],
                fixes: [
                    "Se amplió el disco y se vació lo pendiente.",
                    "Se detuvo el informe y se limitó a un período.",
                ],
            },
            Texts {
                titles: [
                    "Nobody can enter the system in {office}",
                    "Everything is very slow since nine",
                    "The first page fails to load",
                ],
                seen: [
                    "{n} branches stand still, with people waiting.",
                    "Each screen takes about a minute.",
                    "A white page with a number, nothing else.",
                ],
                causes: [
                    "The database disk was full of records not yet shipped.",
                    "A report of {n} pages held every connection.",
                ],
                fixes: [
                    "The disk is larger and the backlog is gone.",
                    "The report was stopped and is limited to a period.",
                ],
            },
        ],
    },
    Topic {
        slug: "informe-nuevo",
        category: "accounting/statements",
        service: "accounting",
        kind: Kind::Adaptive,
        codes: &[],
        weight: 4,
        texts: [
            Texts {
                titles: [
                    "Un informe de ingresos por agencia y por mes",
                    "Exportar los saldos de {office} a una hoja de cálculo",
                    "Agregar el campo de actividad a la ficha",
                ],
                seen: [
                    "La junta lo pide antes de la asamblea.",
                    "Hoy se arma a mano con {n} archivos.",
                    "{person} lo necesita para la revisoría.",
                ],
                causes: [
                    "Los datos existen, pero no hay consulta que los junte.",
                    "El campo está en la base y no en la pantalla.",
                ],
                fixes: [
                    "El informe quedó en el menú, con filtro por fecha.",
                    "La exportación trae {n} columnas, acordadas con el cliente.",
                ],
            },
            Texts {
                titles: [
                    "A report of income by branch and month",
                    "Export the balances of {office} to a spreadsheet",
                    "Add the trade to the member's record",
                ],
                seen: [
                    "The board asks for it before the assembly.",
                    "Today it is put together by hand from {n} files.",
                    "{person} needs it for the audit.",
                ],
                causes: [
                    "The data are there, no query joins them.",
                    "The field is in the database and not on the screen.",
                ],
                fixes: [
                    "The report is in the menu, filtered by date.",
                    "The export has {n} columns, as agreed.",
                ],
            },
        ],
    },
    Topic {
        slug: "cambio-de-ley",
        category: "law/yearly",
        service: "billing",
        kind: Kind::Preventive,
        codes: &[],
        weight: 3,
        texts: [
            Texts {
                titles: [
                    "Preparar la resolución {n} antes de enero",
                    "Cambio de tarifa de retención",
                    "Nuevo formato de la información exógena",
                ],
                seen: [
                    "La norma rige desde el primer día del año.",
                    "El anexo trae {n} conceptos nuevos.",
                    "{office} pregunta si hay que hacer algo.",
                ],
                causes: [
                    "La tabla de tarifas no tiene fecha de vigencia.",
                    "El formato anterior tiene {n} columnas y el nuevo dos más.",
                ],
                fixes: [
                    "La tabla quedó con vigencias y se probó con {n} facturas.",
                    "El formato nuevo se publicó con su instructivo.",
                ],
            },
            Texts {
                titles: [
                    "Prepare resolution {n} before January",
                    "The withholding rate changes",
                    "New form for the yearly returns",
                ],
                seen: [
                    "The rule is in force from the first day of the year.",
                    "Its annex has {n} new concepts.",
                    "{office} asks whether anything has to be done.",
                ],
                causes: [
                    "The table of rates has no dates.",
                    "The old form has {n} columns, the new one two more.",
                ],
                fixes: [
                    "The table has dates now and was tried on {n} invoices.",
                    "The new form is out, with its instructions.",
                ],
            },
        ],
    },
];
