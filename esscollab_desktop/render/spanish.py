"""The fixed words on paper in Spanish."""

from esscollab_desktop.domain.book import Kind

WORDS = {
    "product": "ESSCollab",
    "untitled": "Sin título",
    "contents": "Contenido",
    "notes": "Notas",
    "notes_on": "Notas sobre",
    "related_facts": "Hechos relacionados",
    "row": "Ejemplo",
    "sources": "Fuentes",
    "back": "Volver al texto",
    "card": "tarjeta",
    "practice": "Práctica",
    "edition": "edición",
    "printed": "Impreso el",
    "page": "Página",
    "of": "de",
    "broke_off": "La fuente se interrumpe aquí; el resto no se vio.",
    "glossary": "Palabras del campo",
    "logo": "Logotipo de la organización",
    "no_notes": "No se tomó ninguna nota.",
    "group": "Grupo",
    "date": "Fecha",
    "stands_out": "¿Qué le llama la atención aquí?",
    "who_here": "¿Quién tendría que estar presente para que nosotros hagamos esto?",
    "try_first": "¿Qué probaríamos primero y qué podría estorbar?",
    "do_already": "¿Dónde hacemos esto ya?",
    "whose_voice": "¿Qué voz falta y cómo podríamos escucharla?",
    "next_step": "¿Qué paso podemos dar antes de reunirnos otra vez?",
    "on": "sobre",
    "note": "Nota",
    "team": "del equipo",
    "record": "para el registro",
    "private_note": "Nota privada",
    "private_notes": "Notas privadas",
    "comment": "Comentario",
    "question": "Pregunta",
    "concern": "Inquietud",
    "idea": "Idea",
    "heard": "Escuchado",
    "action": "Acción",
    "decision": "Decisión",
    "response": "Respuesta",
    "english": "Inglés",
    "spanish": "Español",
    "summary": "Resumen",
    "part": "Parte",
    "map": "Mapa de los ejemplos",
    "matrix": "Prácticas por estado",
}

# The book's own headings and marks, as its pages give them.
HEADINGS = {
    "What the state did": "Lo que hizo el estado",
    "What was done": "Lo que se hizo",
    "Partners": "Socios",
    "Related facts": "Hechos relacionados",
    "Partners in the related facts": "Socios en los hechos relacionados",
    "Background": "Antecedentes",
    "Published examples": "Ejemplos publicados",
    "Related examples": "Ejemplos relacionados",
    "Own examples": "Ejemplos propios",
    "Room for growth for all states": "Por mejorar en todos los estados",
    "Resources": "Recursos",
    "How much was seen": "Cuánto se vio",
    "Examples": "Ejemplos",
    "Nearby": "Cerca",
    "Note": "Nota",
    "Source": "Fuente",
    "Published example": "Ejemplo publicado",
    "Related example": "Ejemplo relacionado",
    "Own example": "Ejemplo propio",
}

KEY = {
    Kind.PUBLISHED: "Publicado: en la página de la práctica misma",
    Kind.RELATED: "Relacionado: de otra fuente pública",
    Kind.OWN: "Propio: escrito en esta oficina",
}

MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
)
