"""Everyday words that people use for one thing at meetings on schools; the book says it in one of them.

A line is a group. The terms of the field come from the topics and the glossary of the book, not from here.
"""

GROUPS = """
comments, feedback, input, remarks, suggestions, opinions, reactions, what people said
views, opinions, perspectives, viewpoints, voices
publish, posted, put online, release, make public, publicly available
change, revise, edit, amend, adjust, modify, rewrite, update
mark, highlight, color-coded, track changes, redline
draft, proposal, first version
delay, postpone, push back, hold back, wait, extension, more time
evening, night, after work, weekend, Saturday
disagree, dissent, minority opinion, cannot agree, dispute, object, could not agree
agree, consensus, common ground, compromise
criticism, complain, complaint, objection, pushback, oppose, critics
handbook, guide, toolkit, kit, manual, guidebook, how-to, do-it-yourself, meeting in a box
meeting, session, forum, gathering, event, convening
hearing, public hearing, testimony
discussion, dialogue, conversation, talk
small groups, table discussions, breakout, facilitated tables
online, website, web page, internet, virtual, digital, webinar
video, film, recording
money, funding, funds, budget, dollars, financial, paid for, pay
help, support, assist, aid, assistance
partner, ally, collaborate, work together, team up, cooperate, joined
head, chief, commissioner, superintendent, secretary
official, officeholder
children, kids, students, young people
poor, low-income, poverty, disadvantaged
disability, disabilities, special education, special needs, disabled
reach out, outreach, engage, involve, include, consult
listen, hear, heard
plain language, easy to read, jargon, simple words, readable, reader's guide, summary, accessible
early, beginning, from the start, ahead of time, before
ongoing, continue, keep going, sustain, long-term, lasting, years later, after approval
travel, tour, road trip, around the state, across the state, visit
newspaper, press, media, radio, television, op-ed
social media, Facebook, Twitter, hashtag
email, e-mail, mailing list, letter
phone, telephone, call, conference call
breakfast, meal, dinner, lunch, food
trusted, credible, respected
equity, fairness, fair, justice
report, white paper, findings, memo
advisers, advisory group, committee, council, panel, task force, commission, work group, board
independent, neutral, impartial, unbiased, third party, external, outsider
alongside, parallel, in parallel, side by side
law, legislation, statute, act, bill
requirement, mandate, must, required, obligation
deadline, due date, submission window, filing date, filed, submit, turn in
approve, approval, sign off, accepted
struggling schools, low-performing schools, school improvement, turnaround, failing schools
rating, grade, accountability, report card, dashboard, measure, indicator
attendance, absenteeism, absent
testing, assessment, exam
training, workshop, professional development, webinar series
volunteers, recruited, ambassadors, messengers
hire, staff, position, coordinator, liaison, employee
incentive, reward, carrot, bonus
lead, run, host, convene, organize, sponsor, held
write, develop, create, prepare, drafted
choose, select, appoint, pick, nominate, named
vote, rank, prioritize, priorities
answer, respond, reply, response
made a difference, report back, reporting back, feedback loop, closing the loop, how input was used
combine, merge, synthesize, crosswalk
vision, goals, values, strategic plan
share, exchange, pass on
count, number, how many, total, tally
question, survey question, questionnaire
unhappy, worried, concern, worry
idea, recommendation, proposal
explain, show how, describe, make clear
neighborhood, community, local
everyone, the public, general public, residents, citizens, ordinary people
teachers union, educators association, education association
big city, urban, city
countryside, rural, small towns
job, workforce, career, employers
immigrants, refugees, newcomers
Black, African American
Latino, Latina, Hispanic, Latinx
Indian, Native American, tribal, Indigenous
religious, faith, church, clergy, worship, mosque, synagogue, temple
turnover, retention, attrition, leaving
chapter, section, part
scheduled, planned
recorded, written down, documented
"""


def groups() -> list[list[str]]:
    """Words and phrases, as they are looked for."""
    return [line.split(", ") for line in GROUPS.strip().splitlines()]
