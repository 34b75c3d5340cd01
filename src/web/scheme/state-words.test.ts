import { expect, test } from 'vitest'
import { STATE_LABEL } from '#domain/scheme/state.ts'
import { STATE_WORDS, toneOfOutcome } from './state-words.ts'

test('the page and the engine call each state the same', () => {
  expect(Object.fromEntries(Object.entries(STATE_WORDS).map(([state, { word }]) => [state, word]))).toEqual(STATE_LABEL)
})

test.each([
  ['符合', 'good'],
  ['不符', 'bad'],
  ['未知', 'unknown'],
  ['待签定', 'unknown'],
  ['不适用', 'mute'],
  ['成立', 'good'],
  ['不成立', 'bad'],
])('the outcome %s looks %s', (word, tone) => expect(toneOfOutcome(word)).toBe(tone))
