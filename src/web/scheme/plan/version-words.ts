const REVISION = /\+r(\d+)$/

/** A version of a plan by the day from which it holds; texts corrected under the same day tell themselves apart. */
export function versionInWords({ version, validFrom }: { readonly version: string; readonly validFrom: string }): string {
  const revision = REVISION.exec(version)?.[1]
  return `${validFrom} 起${revision === undefined ? '' : `（第 ${revision} 稿）`}`
}
