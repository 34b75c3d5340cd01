import type { StationSiteView } from '#contract/station/index.ts'

/** Places to choose from, those without a station first as they come. */
export const siteChoices = (sites: readonly StationSiteView[]): readonly { readonly value: string; readonly label: string }[] =>
  sites.map(({ unitId, name, tierLabel, stationCount }) => ({
    value: unitId,
    label: `${name}（${[tierLabel, stationCount === 0 ? '还没有站' : `已有 ${stationCount} 个站`].filter(Boolean).join('，')}）`,
  }))
