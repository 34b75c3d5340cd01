import type { CivilDate } from '../kernel/civil-date.ts'

/** A new division: its code, never used before, and its name. */
export interface NewDivision {
  readonly code: string
  readonly name: string
}

/** A part that a division is split into: what goes there. */
export interface SplitPart extends NewDivision {
  /** Codes of the villages and communities that go there; of a county, of its towns. */
  readonly villages: readonly string[]
  /** Ids of the stations that go there. */
  readonly stationIds: readonly string[]
}

/** What a document says happens to divisions. */
export type DivisionChange =
  | { readonly kind: 'rename'; readonly code: string; readonly name: string }
  /** `codes` are given up; `into` goes on, or is new where it has a name. */
  | {
      readonly kind: 'merge'
      readonly codes: readonly string[]
      readonly into: { readonly code: string; readonly name?: string }
    }
  /** What is not named stays; of the stations each is named, in a part or among those that stay. */
  | { readonly kind: 'split'; readonly code: string; readonly parts: readonly SplitPart[]; readonly stays: readonly string[] }
  /** What lies below goes along. `as` is the code it has there; without, its own number there or the next that is free. */
  | { readonly kind: 'move'; readonly code: string; readonly to: string; readonly as?: string }
  | { readonly kind: 'create'; readonly code: string; readonly name: string }

/** A division as it stands. */
export interface StandingDivision {
  readonly code: string
  readonly name: string
  /** Since when it has stood so; null: always. */
  readonly since: CivilDate | null
}

/** What a change is decided on. */
export interface ChangeGround {
  readonly today: CivilDate
  /** Divisions in force: those of the county (or of the parent) and what lies below them. */
  readonly divisions: readonly StandingDivision[]
  /** Codes that were given up; none is used again. */
  readonly endedCodes: readonly string[]
  /** Stations of the divisions. */
  readonly stations: readonly { readonly id: string; readonly name: string; readonly code: string }[]
}

/** What becomes of a division: `ends` gives it up, `isNew` makes it, else it goes on under `name`. */
export interface DivisionEdit {
  readonly code: string
  readonly name: string
  readonly ends?: true
  readonly isNew?: true
}

/** What lay in `from` is another county's from now on: a town with all below it, or what a county had of its own. */
export interface Transfer {
  readonly from: string
  readonly to: string
}

/** A change worked out: what becomes of which division, and where that which lay in it goes. */
export interface DecidedChange {
  /** The division the change is filed under. */
  readonly filedUnder: string
  readonly edits: readonly DivisionEdit[]
  /** Codes that go over into others, villages before their towns; what lies below goes along. */
  readonly recodes: readonly { readonly from: string; readonly to: string }[]
  /** What goes over to another county, towns before their county. */
  readonly transfers: readonly Transfer[]
  readonly stationMoves: readonly { readonly stationId: string; readonly from: string; readonly to: string }[]
  /** What somebody should look at, 中文. */
  readonly warnings: readonly string[]
}
