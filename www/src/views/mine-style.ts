import { css } from "lit";

/** One column on a phone, two where there is room. */
export const mineStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
  }
  .side {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    align-content: start;
    min-inline-size: 0;
  }
  .zones {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    gap: 12px;
  }
  .card > * + * {
    border-block-start: 1px solid var(--line);
  }
  .empty {
    display: grid;
    gap: 12px;
    justify-items: start;
    padding: 16px;
  }
  .card.empty > * {
    border: 0;
  }
  a.invite {
    inline-size: 100%;
    min-block-size: 60px;
    font-size: 17px;
  }
  .hint {
    margin: 8px 4px 0;
  }
  @media (min-width: 1000px) {
    :host {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
      align-items: start;
    }
    .zones {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

/** A page with one thing to do. */
export const pageStyle = css`
  :host {
    display: block;
    max-inline-size: 640px;
    margin-inline: auto;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 48px;
    padding-inline: 4px 12px;
    border-radius: 8px;
    color: var(--quiet);
    font-size: 15px;
    text-decoration: none;
  }
  .back hoa-icon {
    rotate: 180deg;
  }
  h2 {
    margin: 0;
    font-size: 20px;
    line-height: 28px;
  }
  .card {
    display: grid;
    gap: 16px;
    padding: 16px;
  }
`;
