import { describe, expect, test } from 'vitest'
import { about, bands, found, marked, rules, STATION, type Canary } from '../testing/canary.ts'

const ERRORS: readonly Canary[] = [
  [
    'a gap between bands',
    'band-gap',
    rules(bands('{ id: a, label: 甲, from: 0 分, below: 70 分 }, { id: c, label: 丙, from: «71 分 }')),
  ],
  [
    'bands that overlap',
    'band-overlap',
    rules(bands('{ id: a, label: 甲, from: 0 分, below: 70 分 }, { id: c, label: 丙, from: «69.99 分 }')),
  ],
  [
    'a first band that leaves out the bottom',
    'band-gap',
    rules(bands('{ id: a, label: 甲, from: «1 分, below: 70 分 }, { id: c, label: 丙, from: 70 分 }')),
  ],
  [
    'a last band that leaves out the top',
    'band-gap',
    rules(bands('{ id: a, label: 甲, from: 0 分, below: 70 分 }, { id: c, label: 丙, from: 70 分, below: «100 分 }')),
  ],
  [
    'an empty band',
    'band-empty',
    rules(bands('{ id: a, label: 甲, from: 0 分, below: «0 分 }, { id: c, label: 丙, from: 0 分 }')),
  ],
  [
    'a scale that runs backwards',
    'band-empty',
    rules(
      bands(
        '{ id: a, label: 甲, from: 100 分, below: 110 分 }, { id: c, label: 丙, from: 110 分 }',
        '«{ from: 100 分, to: 0 分 }',
      ),
    ),
  ],
  [
    'weights of 99 %',
    'weights-not-whole',
    rules(
      'id: b, kind: score, subject: evaluation, parts: «[{ id: a, measure: evaluation.townScore, weight: 50 % }, { id: c, measure: evaluation.clientScore, weight: 49 % }]',
    ),
  ],
  [
    'tranches of 101 %',
    'tranches-not-whole',
    rules(
      'id: b, kind: tranches, subject: contract, of: contract.amountFen, remainder: last, parts: «[{ id: a, share: 50 %, opens: { fact: contract.signedOn, present: true } }, { id: c, share: 51 %, opens: { fact: contract.signedOn, present: true } }]',
    ),
  ],
  ['a fact the catalogue does not know', 'unknown-fact', rules(about('{ fact: «station.colour, is: red }'))],
  [
    'a field the row does not have',
    'unknown-fact',
    rules(about('{ fact: { count: "station.fixtures[]", where: { fact: «colour, is: red } }, atLeast: 1 }')),
  ],
  ['rows the catalogue does not know', 'unknown-fact', rules(about('{ fact: { count: «"station.chairs[]" }, atLeast: 1 }'))],
  ['a wrong unit', 'wrong-unit', rules(about('{ fact: station.areaM2, atLeast: «40 分 }'))],
  ['a unit left out', 'wrong-unit', rules(about('{ fact: station.areaM2, atLeast: «40 }'))],
  ['a unit where things are counted', 'wrong-unit', rules(about('{ fact: { count: "station.postings[]" }, atLeast: «3 天 }'))],
  ['a number finer than is kept', 'wrong-unit', rules(about('{ fact: station.areaM2, atLeast: «39.999 m² }'))],
  [
    'facts of unlike unit compared',
    'wrong-unit',
    rules(
      'id: b, kind: condition, subject: contract, require: { fact: contract.amountFen, atLeast: { fact: «contract.workersAgreedCount } }',
    ),
  ],
  [
    'a level that does not exist',
    'unknown-level',
    rules('id: b, kind: condition, subject: worker, require: { fact: worker.educationLevel, atLeast: «genius }'),
  ],
  ['a text compared by size', 'not-a-number', rules(about('{ fact: «station.plaqueText, atLeast: 3 }'))],
  ['a number taken for a day', 'not-a-date', rules(about('{ fact: «station.areaM2, onOrBefore: today }'))],
  [
    'a day that is not in the calendar',
    'shape',
    rules('id: b, kind: duty, subject: evaluation, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: «2023-02-29 }'),
  ],
  [
    'an ambiguous path',
    'ambiguous-path',
    rules('id: b, kind: condition, subject: volunteer, require: { fact: «agency.isLegalPerson, is: true }'),
  ],
  ['a way that does not exist', 'no-path', rules(about('{ fact: «worker.birthOn, present: true }'))],
  [
    'a validity that runs backwards',
    'dates-backwards',
    rules(
      `id: b, kind: condition, ${STATION}, validFrom: 2024-02-01, validTo: «2024-01-31, require: { fact: station.areaM2, present: true }`,
    ),
  ],
  [
    'a phase that runs backwards',
    'dates-backwards',
    rules(
      'id: b, kind: duty, subject: evaluation, debtor: agency, deliver: evaluation.agencyReportOn, due: { from: 2024-02-01, to: «2024-01-31 }',
    ),
  ],
  [
    'a practical day before that of the text',
    'dates-backwards',
    rules(
      'id: b, kind: duty, subject: evaluation, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: 2024-02-01, practical: «2024-01-31 }',
    ),
  ],
  [
    'nodes out of order',
    'dates-backwards',
    rules(
      'id: b, kind: duty, subject: contract, debtor: agency, deliver: "contract.evaluations[]", due: { nodes: [{ id: a, after: { months: 6 } }, «{ id: c, after: { months: 3 } }], of: contract.startsOn, field: stageCode }',
    ),
  ],
  [
    'an unknown role',
    'unknown-role',
    rules(`id: b, kind: condition, ${STATION}, owner: «mayor, require: { fact: station.areaM2, present: true }`),
  ],
  [
    'an unknown role among those allowed',
    'unknown-role',
    rules(`id: b, kind: authority, ${STATION}, actions: [station.close], allow: [bureau, «mayor]`),
  ],
  [
    'an unknown role that attests',
    'unknown-role',
    rules(`id: b, kind: checklist, ${STATION}, items: [{ id: a, label: 甲, proof: { attest: «mayor, evidence: [photo] } }]`),
  ],
  ['an unknown outcome', 'unknown-outcome', rules(about('{ rule: «office, is: splendid }'))],
  ['an unknown rule', 'unknown-rule', rules(about('{ rule: «nothing, is: met }'))],
  [
    'an unknown rule defeated',
    'unknown-rule',
    rules(`id: b, kind: condition, ${STATION}, defeats: «nothing, require: { fact: station.areaM2, present: true }`),
  ],
  ['an unknown setting', 'unknown-setting', rules(about('{ fact: station.areaM2, atLeast: «{ setting: nothing } }'))],
  [
    'an unknown entry type',
    'unknown-entry-type',
    rules(about('{ fact: { count: "station.entries[]", where: «{ fact: typeCode, is: nothing } }, atLeast: 1 }')),
  ],
  ['an unknown subject', 'unknown-subject', rules('id: b, kind: discretion, subject: «moon, by: bureau, act: moon.land')],
  [
    'an unknown step needed',
    'unknown-step',
    rules(
      `id: b, kind: process, ${STATION}, steps: [{ id: a, label: 甲, by: town, done: { fact: station.openedOn, present: true } }, { id: c, label: 丙, by: town, needs: «[z], done: { fact: station.openedOn, present: true } }]`,
    ),
  ],
  ['an authority that names nobody', 'no-side', rules(`id: b, kind: authority, ${STATION}, actions: «[station.close]`)],
  [
    'more items needed than listed',
    'need-too-many',
    rules(
      `id: b, kind: checklist, ${STATION}, need: «2, items: [{ id: a, label: 甲, proof: { attest: town, evidence: [photo] } }]`,
    ),
  ],
  [
    'two items of one name',
    'duplicate-id',
    rules(
      `id: b, kind: checklist, ${STATION}, items: [{ id: a, label: 甲, proof: { attest: town, evidence: [photo] } }, «{ id: a, label: 乙, proof: { attest: town, evidence: [photo] } }]`,
    ),
  ],
  ['a key nobody knows', 'shape', rules(`id: b, kind: discretion, ${STATION}, by: bureau, act: station.close, colour: «red`)],
  ['a kind nobody knows', 'shape', rules(`id: b, kind: «wish, ${STATION}`)],
]

describe('errors, each where it stands', () => {
  test.each(ERRORS)('%s', (_, code, files) => {
    expect(found(files, 'error')).toEqual(marked(files).map((at) => `${code} ${at}`))
  })
})
