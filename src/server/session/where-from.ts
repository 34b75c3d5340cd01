/** The address as a person recognises it, without what tells one machine from the next. */
export const shownPlace = (address: string): string => {
  const v4 = /(\d+)\.(\d+)\.\d+\.\d+$/.exec(address)
  if (v4) return `${v4[1]}.${v4[2]}.*.*`
  return `${address.split(':').slice(0, 2).join(':')}:*`
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Browser and system in two words; the rest of a User-Agent is a fingerprint and is not kept. */
export const shownAgent = (agent: string): string =>
  [BROWSERS, SYSTEMS].map((table) => table.find(([shape]) => shape.test(agent))?.[1] ?? '其他').join(' · ')
