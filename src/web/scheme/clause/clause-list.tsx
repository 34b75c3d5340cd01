import { useEffect, useMemo } from 'react'
import type { ClauseView } from '#contract/scheme/index.ts'
import { ToneIcon } from '#ui/theme/tone-icon.tsx'
import { chapterTitle, groupByChapter, type Chapter } from '../chapters.ts'
import { ClauseRow, type OpenRule } from './clause-row.tsx'
import { COLOUR_WORDS, COLOURS_TOLD } from '../state-words.ts'

interface ClauseListProps {
  readonly clauses: readonly ClauseView[]
  /** Reference or id of the clause the address points at. */
  readonly aim: string | undefined
  readonly onOpen: OpenRule | undefined
}

/** The document chapter by chapter, with a table of contents. Off-screen chapters cost no painting, yet are found and printed. */
export function ClauseList({ clauses, aim, onOpen }: ClauseListProps) {
  const chapters = useMemo(() => groupByChapter(clauses), [clauses])
  const aimed = aim === undefined ? undefined : clauses.find(({ id, ref }) => id === aim || ref === aim)?.id
  useEffect(() => {
    const row = aimed === undefined ? null : document.getElementById(`clause-${aimed}`)
    row?.scrollIntoView({ block: 'center' })
    row?.focus({ preventScroll: true })
  }, [aimed])

  return (
    <div className="document">
      <nav className="contents" aria-label="方案目录">
        <ul>
          {chapters.map((chapter, i) => (
            <li key={`${chapter.name}-${i}`}>
              <a href={`#chapter-${i}`} onClick={(event) => goTo(event, `chapter-${i}`)}>
                {chapterTitle(chapter.name)}
              </a>
              <Troubles chapter={chapter} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="chapters">
        {chapters.map((chapter, i) => (
          <div
            key={`${chapter.name}-${i}`}
            className="chapter"
            style={{ containIntrinsicSize: `auto ${chapter.clauses.length * 92}px` }}
          >
            <h2 id={`chapter-${i}`} tabIndex={-1}>
              {chapterTitle(chapter.name)} <small className="muted">{chapter.clauses.length} 条</small>
            </h2>
            <ol className="clauses">
              {chapter.clauses.map((clause) => (
                <ClauseRow key={clause.id} clause={clause} isAimedAt={clause.id === aimed} onOpen={onOpen} />
              ))}
            </ol>
          </div>
        ))}
      </div>
    </div>
  )
}

/** How many clauses of a chapter ask for attention. */
function Troubles({ chapter }: { readonly chapter: Chapter<ClauseView> }) {
  const colours = COLOURS_TOLD.filter((colour) => colour === 'red' || colour === 'amber')
  return (
    <span className="contents-counts">
      {colours.map((colour) => {
        const count = chapter.clauses.filter((clause) => clause.colour === colour).length
        const { tone, word } = COLOUR_WORDS[colour]
        return count === 0 ? null : (
          <span key={colour} className={`contents-count tone-${tone}`}>
            <ToneIcon tone={tone} />
            {count}
            <span className="visually-hidden">条{word}</span>
          </span>
        )
      })}
    </span>
  )
}

/** Moves to a heading without writing it into the address, which holds the filters. */
function goTo(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault()
  const heading = document.getElementById(id)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}
