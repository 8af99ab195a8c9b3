"""The words of the two cards, in Dutch, English and German. Long because it is text; figures stand in braces and are
filled in by card.py in each language's own form. A pair of texts differs between the models by its key's suffix."""

SHARED = {
    "availability": {
        "nl": "Vrij beschikbaar met de broncode, voor onderzoek en demonstratie.",
        "en": "Freely available with the source code, for research and demonstration.",
        "de": "Frei verfügbar mit dem Quellcode, für Forschung und Demonstration.",
    },
    "regulatory": {
        "nl": "Geen. Geen CE-markering; geen medisch hulpmiddel.",
        "en": "None. No CE mark; not a medical device.",
        "de": "Keine. Keine CE-Kennzeichnung; kein Medizinprodukt.",
    },
    "intended_use": {
        "nl": "Voor onderzoek en demonstratie: laten zien hoe een ondertekend model op de eigen computer van een ziekenhuis "
        "per patiënt de uitkomst onder elke behandeling schat, met interval. Niet voor behandelbeslissingen.",
        "en": "For research and demonstration: to show how a signed model on a hospital's own computer estimates each "
        "patient's outcome under each treatment, with its interval. Not for treatment decisions.",
        "de": "Für Forschung und Demonstration: zeigen, wie ein signiertes Modell auf dem eigenen Rechner eines Krankenhauses "
        "je Patient das Ergebnis unter jeder Behandlung schätzt, mit Intervall. Nicht für Therapieentscheidungen.",
    },
    "users": {
        "nl": "Onderzoekers, datamanagers en ICT van ziekenhuizen, en clinici die zulke modellen willen beoordelen.",
        "en": "Researchers, data managers and IT of hospitals, and clinicians who want to judge such models.",
        "de": "Forschende, Datenmanagement und IT von Krankenhäusern sowie Klinikerinnen und Kliniker, die solche Modelle "
        "beurteilen wollen.",
    },
    "how_to_use": {
        "nl": "Lees het verschil in aantallen per 100 patiënten samen met het interval. “Het model geeft de voorkeur” "
        "betekent: de kans op voordeel is 0,80 of meer (of 0,20 of minder: de andere arm). Daartussen is het voordeel klein "
        "of onzeker. Die kans gaat over de vraag of er voordeel is, niet over hoe groot het is.",
        "en": "Read the difference in persons of 100 together with its interval. “The model favours” means: the "
        "probability of benefit is 0.80 or more (or 0.20 or less: the other arm). Between them the benefit is small or "
        "uncertain. That probability says whether there is a benefit, not how large it is.",
        "de": "Den Unterschied in Personen von 100 zusammen mit dem Intervall lesen. „Das Modell spricht für“ "
        "heißt: die Wahrscheinlichkeit eines Nutzens beträgt 0,80 oder mehr (oder 0,20 oder weniger: der andere Arm). "
        "Dazwischen ist der Nutzen klein oder unsicher. Diese Wahrscheinlichkeit sagt, ob es einen Nutzen gibt, nicht wie "
        "groß er ist.",
    },
    "population": {
        "nl": "Volledig geopereerd coloncarcinoom stadium III, 1 tot en met 27 positieve lymfeklieren, 18 tot en met 85 jaar, "
        "één tot vijf weken na de operatie.",
        "en": "Completely resected stage III colon cancer, 1 to 27 positive lymph nodes, 18 to 85 years old, one to five "
        "weeks after surgery.",
        "de": "Vollständig reseziertes Kolonkarzinom im Stadium III, 1 bis 27 positive Lymphknoten, 18 bis 85 Jahre alt, "
        "eine bis fünf Wochen nach der Operation.",
    },
    "out_of_scope": {
        "nl": "Stadium I, II en IV; rectumcarcinoom; stadium III zonder positieve klier (tumordeposities); onvolledige "
        "resectie; andere behandeling dan levamisol + 5-FU, zoals CAPOX, FOLFOX of capecitabine; levamisol alleen.",
        "en": "Stages I, II and IV; rectal cancer; stage III without a positive node (tumour deposits); incomplete "
        "resection; any treatment other than levamisole + 5-FU, such as CAPOX, FOLFOX or capecitabine; levamisole alone.",
        "de": "Stadien I, II und IV; Rektumkarzinom; Stadium III ohne positiven Lymphknoten (Tumordeposits); unvollständige "
        "Resektion; jede andere Behandlung als Levamisol + 5-FU, etwa CAPOX, FOLFOX oder Capecitabin; Levamisol allein.",
    },
    "risk_regimen": {
        "nl": "De behandeling is verouderd. Levamisol is van de markt gehaald; de huidige standaard is een combinatie met "
        "oxaliplatine. De schatting gaat niet over een behandeling die nu gegeven wordt.",
        "en": "The treatment is outdated. Levamisole has been withdrawn; today's standard is a combination with "
        "oxaliplatin. The estimate is not about a treatment that is given now.",
        "de": "Die Behandlung ist veraltet. Levamisol wurde vom Markt genommen; heutiger Standard ist eine Kombination mit "
        "Oxaliplatin. Die Schätzung betrifft keine Behandlung, die heute gegeben wird.",
    },
    "risk_prognosis": {
        "nl": "Diagnostiek, chirurgie en pathologie zijn sinds de jaren tachtig veranderd; de overleving onder beide armen is "
        "nu waarschijnlijk hoger dan geschat. Er is geen externe validatie.",
        "en": "Diagnosis, surgery and pathology have changed since the 1980s; survival under both arms is probably higher "
        "now than estimated. There is no external validation.",
        "de": "Diagnostik, Chirurgie und Pathologie haben sich seit den 1980er Jahren verändert; das Überleben in beiden "
        "Armen ist heute wahrscheinlich höher als geschätzt. Es gibt keine externe Validierung.",
    },
    "risk_individual": {
        "nl": "De schatting per patiënt lijkt nauwkeuriger dan zij is: het verschil tussen patiënten in voordeel komt grotendeels "
        "doordat een even groot relatief effect bij een ander uitgangsrisico iets anders betekent.",
        "en": "The estimate for one patient looks more exact than it is: the benefit differs between patients mostly because "
        "the same relative effect means something else at another baseline risk.",
        "de": "Die Schätzung für einen Patienten wirkt genauer als sie ist: der Nutzen unterscheidet sich zwischen Patienten "
        "vor allem, weil derselbe relative Effekt bei anderem Ausgangsrisiko etwas anderes bedeutet.",
    },
    "risk_harms": {
        "nl": "Bijwerkingen, kwaliteit van leven en recidief zonder overlijden zijn niet gemodelleerd.",
        "en": "Harms, quality of life and recurrence without death are not modelled.",
        "de": "Nebenwirkungen, Lebensqualität und Rezidive ohne Tod sind nicht modelliert.",
    },
    "risk_inputs": {
        "nl": "De gegevens zeggen niet hoeveel dagen een korte of lange tijd tot inclusie is, en het aantal klieren spreekt bij "
        "{nodeConflicts} van 929 patiënten het veld “meer dan 4 klieren” tegen; niemand weet wat klopt.",
        "en": "The data do not say how many days a short or long time to registration is, and in {nodeConflicts} of 929 "
        "patients the number of nodes contradicts the field “more than 4 nodes”; nobody knows which is right.",
        "de": "Die Daten sagen nicht, wie viele Tage eine kurze oder lange Zeit bis zur Registrierung sind, und bei "
        "{nodeConflicts} von 929 Patienten widerspricht die Zahl der Lymphknoten dem Feld „mehr als 4 Lymphknoten“; "
        "niemand weiß, was stimmt.",
    },
    "bias_population": {
        "nl": "Een Amerikaanse trial uit de jaren tachtig. Afkomst, comorbiditeit en performance status staan niet in de "
        "gegevens. Wie aan een trial meedoet, is gezonder dan gemiddeld; weinig patiënten zijn ouder dan 80 jaar.",
        "en": "A trial in the United States in the 1980s. Ethnicity, comorbidity and performance status are not in the data. "
        "Those who take part in a trial are healthier than average; few patients are over 80.",
        "de": "Eine Studie in den USA der 1980er Jahre. Herkunft, Komorbidität und Allgemeinzustand stehen nicht in den "
        "Daten. Wer an einer Studie teilnimmt, ist gesünder als der Durchschnitt; wenige Patienten sind über 80.",
    },
    "bias_rare": {
        "nl": "Zeldzame groepen zijn klein: perforatie 17, tumor beperkt tot de submucosa 18 en aangrenzende structuren 31 van 619 "
        "patiënten. Daar zijn de intervallen breed en steunt de schatting op gelijkende patiënten.",
        "en": "Rare groups are small: perforation 17, tumour within the submucosa 18 and contiguous structures 31 of 619 "
        "patients. There the intervals are wide and the estimate leans on similar patients.",
        "de": "Seltene Gruppen sind klein: Perforation 17, Tumor in der Submukosa 18 und angrenzende Strukturen 31 von 619 "
        "Patienten. Dort sind die Intervalle breit, und die Schätzung stützt sich auf ähnliche Patienten.",
    },
    "risk_level": {
        "nl": "Hoog bij gebruik voor een beslissing over chemotherapie; daarom alleen voor onderzoek en demonstratie.",
        "en": "High if used to decide on chemotherapy; hence for research and demonstration only.",
        "de": "Hoch, wenn über Chemotherapie entschieden würde; deshalb nur für Forschung und Demonstration.",
    },
    "input_source": {
        "nl": "Een export uit het patiëntendossier, met een vastgelegde toewijzing van kolommen, eenheden en codes.",
        "en": "An export of the patient record, with a recorded mapping of columns, units and codes.",
        "de": "Ein Export aus der Patientenakte, mit festgehaltener Zuordnung von Spalten, Einheiten und Codes.",
    },
    "data_types": {
        "nl": "Geslacht, leeftijd en zeven kenmerken van tumor en operatie; het stadium alleen om te toetsen of de patiënt bij "
        "het model hoort.",
        "en": "Sex, age and seven features of tumour and surgery; the stage only to check that the patient belongs to the "
        "model.",
        "de": "Geschlecht, Alter und sieben Merkmale von Tumor und Operation; das Stadium nur, um zu prüfen, ob der Patient "
        "zum Modell gehört.",
    },
    "source_description": {
        "nl": "Gerandomiseerde trial van observatie, levamisol en levamisol + 5-FU na operatie: 929 patiënten, één regel voor "
        "recidief en één voor overlijden.",
        "en": "Randomised trial of observation, levamisole and levamisole + 5-FU after surgery: 929 patients, one row for "
        "recurrence and one for death.",
        "de": "Randomisierte Studie von Beobachtung, Levamisol und Levamisol + 5-FU nach der Operation: 929 Patienten, eine "
        "Zeile für Rezidiv und eine für Tod.",
    },
    "missing": {
        "nl": "Bij de training: het aantal klieren ontbreekt bij 12 van 619 patiënten en is daar de mediaan bij het veld “meer "
        "dan 4 klieren” (2 of 7); de differentiatie ontbreekt bij 13 en is daar op “matig” gezet, de meest voorkomende. Bij "
        "gebruik: zonder differentiatie wordt “matig” ingevuld en dat wordt bij de patiënt vermeld; ontbreekt iets "
        "anders, dan is er geen advies.",
        "en": "In training: the number of nodes is missing in 12 of 619 patients and was set to the median given the field “more "
        "than 4 nodes” (2 or 7); differentiation is missing in 13 and was set to “moderate”, the commonest. In use: "
        "without differentiation “moderate” is filled in and the patient's result says so; if anything else is "
        "missing there is no recommendation.",
        "de": "Beim Training: die Zahl der Lymphknoten fehlt bei 12 von 619 Patienten und wurde auf den Median bei gegebenem Feld "
        "„mehr als 4 Lymphknoten“ (2 oder 7) gesetzt; die Differenzierung fehlt bei 13 und wurde auf „mäßig“ gesetzt, "
        "die häufigste. Im Gebrauch: ohne Differenzierung wird „mäßig“ eingesetzt und beim Patienten vermerkt; "
        "fehlt anderes, gibt es keine Empfehlung.",
    },
    "characteristics": {
        "nl": "619 patiënten: 312 vrouwen en 307 mannen, mediane leeftijd 61 jaar (18 tot 85), mediaan 2 positieve klieren (middelste 95 % 1 tot 14), 500 met een tumor "
        "tot in de serosa. 260 van de 607 met bekende toestand overleden binnen vijf jaar.",
        "en": "619 patients: 312 women and 307 men, median age 61 (18 to 85), median of 2 positive nodes (middle 95 % 1 to 14), 500 with a tumour reaching "
        "the serosa. 260 of the 607 whose state is known died within five years.",
        "de": "619 Patienten: 312 Frauen und 307 Männer, medianes Alter 61 (18 bis 85), im Median 2 positive Lymphknoten (mittlere 95 % 1 bis 14), 500 mit einem "
        "Tumor bis in die Serosa. 260 der 607 mit bekanntem Zustand starben binnen fünf Jahren.",
    },
    "bias_mitigation": {
        "nl": "De behandeling is gerandomiseerd, dus de armen zijn vergelijkbaar. Prestaties zijn per geslacht, leeftijdsgroep "
        "en arm nagegaan. Buiten de populatie of grenzen geeft het model geen getal.",
        "en": "Treatment was randomised, so the arms compare. Performance was looked at by sex, age group and arm. Outside "
        "the population or the limits no number is given.",
        "de": "Die Behandlung wurde randomisiert, die Arme sind also vergleichbar. Die Güte wurde nach Geschlecht, "
        "Altersgruppe und Arm geprüft. Außerhalb der Population oder der Grenzen wird keine Zahl gegeben.",
    },
    "maintenance": {
        "nl": "Geen. Het model wordt niet bijgewerkt met nieuwe gegevens.",
        "en": "None. The model is not updated with new data.",
        "de": "Keine. Das Modell wird nicht mit neuen Daten aktualisiert.",
    },
    "security": {
        "nl": "Ondertekend; draait zonder netwerk in een afgeschermd proces met grenzen aan geheugen en tijd. De bundel bevat "
        "geen gegevens van afzonderlijke patiënten.",
        "en": "Signed; runs without a network in a confined process with limits of memory and time. The bundle holds no "
        "data of single patients.",
        "de": "Signiert; läuft ohne Netz in einem abgeschirmten Prozess mit Grenzen für Speicher und Zeit. Das Bündel enthält "
        "keine Daten einzelner Patienten.",
    },
    "funding": {
        "nl": "Het model: geen. De trial: het National Cancer Institute van de Verenigde Staten, volgens de publicatie.",
        "en": "The model: none. The trial: the National Cancer Institute of the United States, as its report says.",
        "de": "Das Modell: keine. Die Studie: das National Cancer Institute der USA, laut ihrer Veröffentlichung.",
    },
    "third_party": {
        "nl": "Gegevens uit het R-pakket survival 3.5-3; getraind met stochtree 0.4.5.",
        "en": "Data of the R package survival 3.5-3; trained with stochtree 0.4.5.",
        "de": "Daten aus dem R-Paket survival 3.5-3; trainiert mit stochtree 0.4.5.",
    },
    "stakeholders": {
        "nl": "Geen clinici of patiënten zijn geraadpleegd.",
        "en": "No clinicians or patients were consulted.",
        "de": "Es wurden keine Klinikerinnen, Kliniker oder Patienten befragt.",
    },
    "consent": {
        "nl": "De gegevens zijn openbaar en dragen geen naam; wat de deelnemers aan de trial tekenden, is hier niet bekend.",
        "en": "The data are public and carry no names; what the trial's participants signed is not known here.",
        "de": "Die Daten sind öffentlich und tragen keine Namen; was die Teilnehmenden unterschrieben, ist hier nicht bekannt.",
    },
    "trial": {
        "nl": "Moertel e.a.: adjuvant levamisol en fluorouracil na operatie van coloncarcinoom stadium III, gerandomiseerd.",
        "en": "Moertel and others: adjuvant levamisole and fluorouracil after resection of stage III colon cancer, randomised.",
        "de": "Moertel u. a.: adjuvantes Levamisol und Fluorouracil nach Resektion eines Kolonkarzinoms im Stadium III, "
        "randomisiert.",
    },
    "test_type": {
        "nl": "Interne validatie: vijfvoudige kruisvalidatie over patiënten.",
        "en": "Internal validation: five-fold cross-validation over patients.",
        "de": "Interne Validierung: fünffache Kreuzvalidierung über Patienten.",
    },
    "testing_data": {
        "nl": "De 607 van 619 patiënten van wie bekend is of zij na vijf jaar leefden; voor elk het model dat zonder die "
        "patiënt getraind is.",
        "en": "The 607 of 619 patients of whom it is known whether they lived at five years; for each the model trained "
        "without that patient.",
        "de": "Die 607 von 619 Patienten, von denen bekannt ist, ob sie nach fünf Jahren lebten; für jeden das ohne ihn "
        "trainierte Modell.",
    },
    "validation_process": {
        "nl": "Imputatie en model zijn in elke ronde opnieuw geschat, met twee ketens van 250 trekkingen en elke tiende bewaard "
        "(het geleverde model: vier ketens, elke vijftigste). Intervallen: 1.000 bootstraps van patiënten, met vaste "
        "voorspellingen. De 12 eerder gecensureerde patiënten tellen niet mee.",
        "en": "Imputation and model were fitted anew in each fold, with two chains of 250 draws and every tenth kept (the "
        "shipped model: four chains, every fiftieth). Intervals: 1,000 bootstraps of patients, with the predictions "
        "fixed. The 12 patients censored earlier do not count.",
        "de": "Imputation und Modell wurden in jedem Durchgang neu geschätzt, mit zwei Ketten von 250 Ziehungen, jede zehnte "
        "behalten (das gelieferte Modell: vier Ketten, jede fünfzigste). Intervalle: 1.000 Bootstraps von Patienten bei "
        "festen Vorhersagen. Die 12 früher zensierten Patienten zählen nicht mit.",
    },
}
