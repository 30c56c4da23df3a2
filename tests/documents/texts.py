"""Small texts in three languages that say the same, with invented people."""

from __future__ import annotations

EN = (
    "Mara Velik, a lawyer from Tornach, was arrested on 4 November 2024 and has been held in "
    "Lenvik Prison since then. She faces up to seven years in prison under Article 174."
)
DE = (
    "Mara Velik, eine Anwältin aus Tornach, wurde am 4. November 2024 festgenommen und ist seitdem "
    "im Gefängnis Lenvik in Haft. Ihr drohen bis zu sieben Jahre Gefängnis nach Artikel 174."
)
FR = (
    "Mara Velik, une avocate de Tornach, a été arrêtée le 4 novembre 2024 et se trouve depuis lors "
    "dans la prison de Lenvik. Elle risque jusqu'à sept ans de prison selon l'article 174."
)
ES = (
    "Mara Velik, una abogada de Tornach, fue detenida el 4 de noviembre de 2024 y desde entonces "
    "se encuentra en la prisión de Lenvik. Podría ser condenada a siete años según el artículo 174."
)
IT = (
    "Mara Velik, un'avvocata di Tornach, è stata arrestata il 4 novembre 2024 e da allora si trova "
    "nella prigione di Lenvik. Rischia fino a sette anni di carcere secondo l'articolo 174."
)
NL = (
    "Mara Velik, een advocate uit Tornach, werd op 4 november 2024 gearresteerd en zit sindsdien "
    "vast in de gevangenis van Lenvik. Zij kan tot zeven jaar cel krijgen volgens artikel 174."
)
TR = (
    "Tornach'lı bir avukat olan Mara Velik 4 Kasım 2024'te tutuklandı ve o zamandan beri Lenvik "
    "cezaevinde tutuluyor. 174. madde uyarınca yedi yıla kadar hapis cezası ile karşı karşıya."
)
ALL = {"en": EN, "de": DE, "fr": FR}
OTHER = {
    "en": "Ilan Foster, a nurse from Marbek, was released on 16 August without any charge after "
    "he had been questioned by the police for twelve hours in the port of Sellin.",
    "de": "Ilan Foster, ein Krankenpfleger aus Marbek, wurde am 16. August ohne Anklage "
    "freigelassen, nachdem er von der Polizei im Hafen von Sellin zwölf Stunden befragt wurde.",
    "fr": "Ilan Foster, un infirmier de Marbek, a été libéré le 16 août sans être inculpé, après "
    "que la police l'a interrogé pendant douze heures dans le port de Sellin.",
}
