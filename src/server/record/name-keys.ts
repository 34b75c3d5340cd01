import { pinyin } from 'pinyin-pro'

/**
 * By what a name is found without typing it: its pinyin in full, read with the first character as a surname (单 shàn) and
 * as a word (单 dān), then the initials of both: `shanxiaoming danxiaoming|sxm dxm`. Lower case, no tones, ü as v. Sorting by
 * it is sorting by pinyin.
 */
export function nameKeys(name: string): string {
  const readings = [syllablesOf(name, 'head'), syllablesOf(name, 'off')]
  const full = new Set(readings.map((syllables) => syllables.join('')))
  const initials = new Set(readings.map((syllables) => syllables.map((one) => one.slice(0, 1)).join('')))
  return `${[...full].join(' ')}|${[...initials].join(' ')}`
}

function syllablesOf(name: string, surname: 'head' | 'off'): readonly string[] {
  const spelt = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true, surname })
  // what is no letter or figure stands for nothing that one types
  return spelt
    .map((one) =>
      one
        .toLowerCase()
        .replaceAll('ü', 'v')
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter((one) => one !== '')
}
