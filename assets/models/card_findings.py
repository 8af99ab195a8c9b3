"""The words of the cards that carry measured figures or differ between the models. Figures stand in braces."""

SHARED = {
    "supported_effect": {
        "nl": "In deze trial leefden na vijf jaar meer patiënten met levamisol + 5-FU dan met alleen operatie: "
        "{kmLev5fu} % tegen {kmObservation} % (Kaplan-Meier), {kmDifference} procentpunten verschil (95%-interval {kmLower} tot {kmUpper}). "
        "Het model schat gemiddeld {effect} procentpunten ({effectLower} tot {effectUpper}).",
        "en": "In this trial more patients were alive at five years with levamisole + 5-FU than with surgery alone: "
        "{kmLev5fu}% against {kmObservation}% (Kaplan-Meier), a difference of {kmDifference} percentage points (95% interval {kmLower} to {kmUpper}). "
        "The model estimates {effect} points on average ({effectLower} to {effectUpper}).",
        "de": "In dieser Studie lebten nach fünf Jahren mehr Patienten mit Levamisol + 5-FU als mit Operation allein: "
        "{kmLev5fu} % gegen {kmObservation} % (Kaplan-Meier), {kmDifference} Prozentpunkte Unterschied (95-%-Intervall {kmLower} bis {kmUpper}). "
        "Das Modell schätzt im Mittel {effect} Prozentpunkte ({effectLower} bis {effectUpper}).",
    },
    "supported_prognosis": {
        "nl": "De prognose verschilt tussen patiënten, en het model ordent die matig: AUC {auc} ({aucLower} tot {aucUpper}), "
        "Brierscore {brier} tegen {brierAverage} voor een model dat ieder het gemiddelde geeft.",
        "en": "Prognosis differs between patients, and the model orders it moderately well: AUC {auc} ({aucLower} to "
        "{aucUpper}), Brier score {brier} against {brierAverage} for a model that gives everybody the average.",
        "de": "Die Prognose unterscheidet sich zwischen Patienten, und das Modell ordnet sie mäßig gut: AUC {auc} ({aucLower} "
        "bis {aucUpper}), Brier-Score {brier} gegen {brierAverage} für ein Modell, das allen den Mittelwert gibt.",
    },
    "not_benefit": {
        "nl": "Dat het voordeel tussen patiënten verschilt. Alle wisselwerkingen van behandeling en kenmerken samen: p = "
        "{interactionP} (logistische regressie van overlijden binnen vijf jaar, 9 vrijheidsgraden).",
        "en": "That the benefit differs between patients. All interactions of treatment and features together: p = "
        "{interactionP} (logistic regression of death within five years, 9 degrees of freedom).",
        "de": "Dass sich der Nutzen zwischen Patienten unterscheidet. Alle Wechselwirkungen von Behandlung und Merkmalen "
        "zusammen: p = {interactionP} (logistische Regression des Todes binnen fünf Jahren, 9 Freiheitsgrade).",
    },
    "not_rule": {
        "nl": "Dat een regel op de kans op voordeel beter is dan iedereen behandelen. Bij patiënten buiten de training geeft "
        "het model bij 0,80 en 0,20 de voorkeur aan chemotherapie in {favours} %, is het onzeker in {uncertain} % en geeft "
        "het nooit de voorkeur aan alleen operatie. Allen behandelen: {aliveAll} % leeft na vijf jaar; niemand: {aliveNone} %; alleen vanaf "
        "0,80: {alive80} % (verschil {rule80}, {rule80Lower} tot {rule80Upper} procentpunten); alleen vanaf 0,95: {alive95} % ({rule95}, {rule95Lower} tot {rule95Upper}).",
        "en": "That a rule on the probability of benefit does better than treating all. In patients outside the training data, "
        "with 0.80 and 0.20, the model favours chemotherapy in {favours}%, is uncertain in {uncertain}%, and never favours "
        "surgery alone. Treating all: {aliveAll}% alive at five years; nobody: {aliveNone}%; only from 0.80: {alive80}% "
        "(difference {rule80}, {rule80Lower} to {rule80Upper} points); only from 0.95: {alive95}% ({rule95}, {rule95Lower} to {rule95Upper}).",
        "de": "Dass eine Regel über die Wahrscheinlichkeit eines Nutzens besser ist als alle zu behandeln. Bei Patienten "
        "außerhalb der Trainingsdaten spricht das Modell bei 0,80 und 0,20 in {favours} % für Chemotherapie, ist in "
        "{uncertain} % unsicher und spricht nie für Operation allein. Alle behandeln: {aliveAll} % leben nach fünf Jahren; "
        "niemanden: {aliveNone} %; nur ab 0,80: {alive80} % (Unterschied {rule80}, {rule80Lower} bis {rule80Upper} Punkte); nur ab 0,95: {alive95} % ({rule95}, {rule95Lower} bis {rule95Upper}).",
    },
    "not_today": {
        "nl": "Iets over de huidige behandelingen, over levamisol alleen, over bijwerkingen, of over patiënten van nu.",
        "en": "Anything about today's treatments, levamisole alone, harms, or today's patients.",
        "de": "Etwas über heutige Behandlungen, Levamisol allein, Nebenwirkungen oder heutige Patienten.",
    },
    "usefulness_goal": {
        "nl": "Klopt de geschatte overleving na vijf jaar onder de gegeven behandeling, en klopt het gemiddelde verschil?",
        "en": "Is the estimated survival at five years under the treatment given right, and is the average difference?",
        "de": "Stimmt das geschätzte Überleben nach fünf Jahren unter der gegebenen Behandlung, und der mittlere Unterschied?",
    },
    "fairness_goal": {
        "nl": "Is de schatting even goed bij vrouwen en mannen, en onder en vanaf 65 jaar?",
        "en": "Is the estimate as good in women and men, and below and from 65 years?",
        "de": "Ist die Schätzung bei Frauen und Männern sowie unter und ab 65 Jahren gleich gut?",
    },
    "fairness_findings": {
        "nl": "De verschillen tussen de groepen zijn kleiner dan hun onzekerheid. Over afkomst is niets bekend.",
        "en": "The differences between the groups are smaller than their uncertainty. Nothing is known about ethnicity.",
        "de": "Die Unterschiede zwischen den Gruppen sind kleiner als ihre Unsicherheit. Über Herkunft ist nichts bekannt.",
    },
    "safety_goal": {
        "nl": "Wat zou het kosten om chemotherapie te onthouden aan wie onder de grens van 0,80 valt? Verschil in het deel dat na "
        "vijf jaar leeft, tegenover iedereen behandelen.",
        "en": "What would it cost to withhold chemotherapy from those below the cut-off of 0.80? Difference in the share alive "
        "at five years, against treating all.",
        "de": "Was würde es kosten, Patienten unter der Grenze von 0,80 keine Chemotherapie zu geben? Unterschied im Anteil, "
        "der nach fünf Jahren lebt, gegenüber der Behandlung aller.",
    },
    "safety_findings": {
        "nl": "Onthouden op grond van dit model levert niets op en kan levens kosten. “Klein of onzeker” is geen reden om niet "
        "te behandelen.",
        "en": "Withholding on the grounds of this model gains nothing and may cost lives. “Small or uncertain” is no "
        "reason not to treat.",
        "de": "Auf Grund dieses Modells auf Behandlung zu verzichten bringt nichts und kann Leben kosten. „Klein oder "
        "unsicher“ ist kein Grund, nicht zu behandeln.",
    },
    "convergence_findings": {
        "nl": "Gemiddelden en losse patiënten zijn geconvergeerd: de grootste R-hat is {rHat}, het kleinste effectieve aantal "
        "trekkingen {ess} (over de 619 patiënten).",
        "en": "Averages and single patients have converged: the largest R-hat is {rHat}, the smallest effective number of "
        "draws {ess} (over the 619 patients).",
        "de": "Mittelwerte und einzelne Patienten sind konvergiert: das größte R-hat ist {rHat}, die kleinste effektive "
        "Zahl von Ziehungen {ess} (über die 619 Patienten).",
    },
}

BY_MODEL = {
    "colon-adjuvant": {
        "outputs": {
            "nl": "Overleving 1 tot en met 5 jaar na inclusie onder elke arm, en het verschil: gemiddelde, 95%-interval en "
            "kans op voordeel, uit 1.000 trekkingen.",
            "en": "Survival 1 to 5 years after registration under each arm, and the difference: mean, 95% interval and "
            "probability of benefit, from 1,000 draws.",
            "de": "Überleben 1 bis 5 Jahre nach der Registrierung unter jedem Arm und der Unterschied: Mittelwert, "
            "95-%-Intervall und Wahrscheinlichkeit eines Nutzens, aus 1.000 Ziehungen.",
        },
        "model_type": {
            "nl": "Probit-BART (50 bomen, 4 ketens van 250 trekkingen) op 2.473 persoonsjaren: de kans om in jaar 1 tot en met "
            "5 te overlijden, met jaar en arm als invoer; de overleving is het product over de jaren, trekking voor trekking.",
            "en": "Probit BART (50 trees, 4 chains of 250 draws) on 2,473 person-years: the risk of death in each of the years "
            "1 to 5, with year and arm as inputs; survival is the product over the years, draw by draw.",
            "de": "Probit-BART (50 Bäume, 4 Ketten von 250 Ziehungen) auf 2.473 Personenjahren: das Sterberisiko in jedem der "
            "Jahre 1 bis 5, mit Jahr und Arm als Eingaben; das Überleben ist das Produkt über die Jahre, Ziehung für Ziehung.",
        },
        "selection": {
            "nl": "Alle 619 patiënten van de armen observatie en levamisol + 5-FU. Een jaar telt als het geheel is waargenomen "
            "of de patiënt erin overleed; het jaar waarin de follow-up eindigt zonder overlijden telt niet.",
            "en": "All 619 patients of the arms observation and levamisole + 5-FU. A year counts when it was observed to its "
            "end or the patient died in it; the year in which follow-up ends without death does not count.",
            "de": "Alle 619 Patienten der Arme Beobachtung und Levamisol + 5-FU. Ein Jahr zählt, wenn es ganz beobachtet wurde "
            "oder der Patient darin starb; das Jahr, in dem die Beobachtung ohne Tod endet, zählt nicht.",
        },
        "calibration_findings": {
            "nl": "Gemiddeld klopt de schatting. De helling {slope} ({slopeLower} tot {slopeUpper}) wijst erop dat lage en hoge "
            "schattingen iets te ver uiteen liggen: in de laagste groep werd {lowPredicted} % voorspeld en leefde {lowObserved} %.",
            "en": "On average the estimate is right. The slope {slope} ({slopeLower} to {slopeUpper}) suggests that low and "
            "high estimates lie somewhat too far apart: in the lowest group {lowPredicted}% was predicted and {lowObserved}% were alive.",
            "de": "Im Mittel stimmt die Schätzung. Die Steigung {slope} ({slopeLower} bis {slopeUpper}) deutet darauf, dass "
            "niedrige und hohe Schätzungen etwas zu weit auseinanderliegen: in der niedrigsten Gruppe wurden {lowPredicted} % vorhergesagt, "
            "und {lowObserved} % lebten.",
        },
        "not_early": {
            "nl": "Een voordeel in het eerste jaar: het model schat {early} procentpunten, Kaplan-Meier geeft {earlyKm} ({earlyKmLower} tot "
            "{earlyKmUpper}). Het model maakt de jaren gelijker dan zij waren.",
            "en": "A benefit in the first year: the model estimates {early} percentage points, Kaplan-Meier gives {earlyKm} ({earlyKmLower} "
            "to {earlyKmUpper}). The model makes the years more alike than they were.",
            "de": "Ein Nutzen im ersten Jahr: das Modell schätzt {early} Prozentpunkte, Kaplan-Meier ergibt {earlyKm} ({earlyKmLower} bis "
            "{earlyKmUpper}). Das Modell macht die Jahre ähnlicher, als sie waren.",
        },
    },
    "colon-adjuvant-bcf": {
        "outputs": {
            "nl": "Overleving 5 jaar na inclusie onder elke arm, en het verschil: gemiddelde, 95%-interval en kans op voordeel, "
            "uit 1.000 trekkingen.",
            "en": "Survival 5 years after registration under each arm, and the difference: mean, 95% interval and probability of "
            "benefit, from 1,000 draws.",
            "de": "Überleben 5 Jahre nach der Registrierung unter jedem Arm und der Unterschied: Mittelwert, 95-%-Intervall und "
            "Wahrscheinlichkeit eines Nutzens, aus 1.000 Ziehungen.",
        },
        "model_type": {
            "nl": "Probit-BCF (50 bomen voor de prognose, 20 voor het effect, 4 ketens van 250 trekkingen) op overlijden binnen "
            "vijf jaar, met de bekende behandelkans van de trial, een half.",
            "en": "Probit BCF (50 trees for prognosis, 20 for the effect, 4 chains of 250 draws) on death within five years, "
            "with the trial's known probability of treatment, one half.",
            "de": "Probit-BCF (50 Bäume für die Prognose, 20 für den Effekt, 4 Ketten von 250 Ziehungen) auf Tod binnen fünf "
            "Jahren, mit der bekannten Behandlungswahrscheinlichkeit der Studie, einhalb.",
        },
        "selection": {
            "nl": "De armen observatie en levamisol + 5-FU: 607 van 619 patiënten. De 12 van wie de follow-up binnen vijf jaar "
            "zonder overlijden eindigde, zijn weggelaten.",
            "en": "The arms observation and levamisole + 5-FU: 607 of 619 patients. The 12 whose follow-up ended within five "
            "years without death are left out.",
            "de": "Die Arme Beobachtung und Levamisol + 5-FU: 607 von 619 Patienten. Die 12, deren Beobachtung binnen fünf "
            "Jahren ohne Tod endete, sind ausgelassen.",
        },
        "calibration_findings": {
            "nl": "De schatting klopt gemiddeld en over de groepen: helling {slope} ({slopeLower} tot {slopeUpper}).",
            "en": "The estimate is right on average and across the groups: slope {slope} ({slopeLower} to {slopeUpper}).",
            "de": "Die Schätzung stimmt im Mittel und über die Gruppen: Steigung {slope} ({slopeLower} bis {slopeUpper}).",
        },
    },
}
