import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { findRecords, type FoundView } from '#contract/search.ts'
import { useDebounced } from '#ui/use-debounced.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import './search-box.css'

const PAUSE_MS = 200
const MOST = 6

/** Finds a station, a place, an agency or a worker by a piece of the name, its pinyin or its initials, and goes there. */
export function SearchBox() {
  const id = useId()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [at, setAt] = useState(0)
  const wanted = useDebounced(text.trim(), PAUSE_MS)
  const { data } = useAnswer(findRecords, { text: wanted, limit: MOST }, { isEnabled: wanted !== '', keepsPrevious: true })
  const found = wanted === '' ? [] : (data?.found ?? [])
  useEffect(() => setAt(0), [wanted])
  const isShown = isOpen && wanted !== ''
  const go = (one: FoundView | undefined): void => {
    if (!one) return
    setIsOpen(false)
    setText('')
    void navigate({ to: '/records/$subject/$id', params: { subject: one.subject, id: one.id } })
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(Math.min(at + 1, found.length - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => go(found[at]),
    Escape: () => setIsOpen(false),
  }
  return (
    <div
      ref={box}
      className="search-box"
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setIsOpen(false)
      }}
    >
      <input
        type="search"
        role="combobox"
        className="text-filter"
        aria-label="查找：名称、拼音或首字母"
        placeholder="查找：名称、拼音首字母"
        aria-expanded={isShown}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && found.length > 0 ? `${id}-${at}` : undefined}
        value={text}
        maxLength={40}
        onChange={(event) => {
          setText(event.target.value)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onKeyDown={(event) => {
          const act = isShown && !event.nativeEvent.isComposing ? keys[event.key] : undefined
          if (!act) return
          event.preventDefault()
          act()
        }}
      />
      {isShown ? (
        <ul id={`${id}-found`} role="listbox" aria-label="找到的" className="search-found">
          {found.map((one, i) => (
            <li
              key={`${one.subject} ${one.id}`}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => go(one)}
            >
              <span>{one.name}</span>
              <span className="muted">
                {one.subjectLabel} · {one.placeName}
              </span>
            </li>
          ))}
          {found.length === 0 ? (
            <li role="option" aria-selected="false" aria-disabled="true" className="muted">
              {data ? '没有找到' : '正在查找…'}
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}
