import { UNSEEN } from '../kernel/unseen.ts'

const LONGEST = 120
/** Characters that separate folders or mean something to some system. */
const SEPARATORS = /[/\\:*?"<>|]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A file's name as it may be shown and saved under; only for people: no path is ever made of it. */
export function cleanName(given: string, extension: string): string {
  const plain = given
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .replace(/\s+/gu, ' ')
    .replace(/[. ]+$/, '')
  const own = /\.([a-z0-9]{1,8})$/i.exec(plain)
  const stem = (own ? plain.slice(0, own.index) : plain).replace(/^[. ]+|[. ]+$/g, '')
  const end = own?.[1]?.toLowerCase() ?? extension
  const named = /^[_.]*$/.test(stem) ? '附件' : stem
  const safe = RESERVED.test(named) ? `_${named}` : named
  return `${[...safe].slice(0, LONGEST - end.length - 1).join('')}.${end}`
}
