// The buyer's form: fields in the core's order; one with choices opens them as a list.
package example.tradewind.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.autofill.ContentType
import androidx.compose.ui.draw.clip
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.contentType
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.window.Dialog
import example.tradewind.core.BuyerField
import example.tradewind.core.FieldInput
import example.tradewind.core.FormField
import example.tradewind.core.Intent
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space
import example.tradewind.theme.Stroke

@Composable
fun BuyerForm(title: String, fields: List<FormField>, act: (Intent) -> Unit) = Column(verticalArrangement = Arrangement.spacedBy(Space.base)) {
    Heading(title)
    // A form that came back with faults is mended from the first of them.
    val first = fields.firstOrNull { it.error.isNotEmpty() }?.field
    val there = remember { FocusRequester() }
    LaunchedEffect(first) { if (first != null) runCatching { there.requestFocus() } }
    fields.forEach { one ->
        key(one.field) {
            val at = Modifier.fillMaxWidth().then(if (one.field == first) Modifier.focusRequester(there) else Modifier)
            val edit = { value: String -> act(Intent.EditBuyer(one.field, value)) }
            Column(verticalArrangement = Arrangement.spacedBy(Space.tiny)) {
                Words(label(one), Modifier.unread(), Design.type.detail.copy(fontWeight = Design.type.label.fontWeight))
                if (one.options.isEmpty()) Written(one, at, edit) else Chosen(one, at, edit)
                if (one.error.isNotEmpty()) Row(horizontalArrangement = Arrangement.spacedBy(Space.tiny), verticalAlignment = Alignment.CenterVertically) {
                    Sign(Icons.error, color = Design.colors.error, size = Size.iconSmall)
                    Words(one.error, Modifier.told(Tone.ERROR), Design.type.detail, Design.colors.error)
                }
            }
        }
    }
}

@Composable
private fun label(one: FormField) = buildAnnotatedString {
    append(one.label)
    if (one.required) withStyle(SpanStyle(color = Design.colors.error)) { append(" *") }
}

@Composable
private fun Written(one: FormField, modifier: Modifier, edit: (String) -> Unit) = EchoField(
    value = one.value,
    typed = edit,
    modifier = modifier.semantics {
        contentDescription = one.label
        contentType = one.field.content()
        if (one.error.isNotEmpty()) error(one.error)
    },
    shape = RoundedCornerShape(Radius.medium),
    bad = one.error.isNotEmpty(),
    leftToRight = one.input == FieldInput.EMAIL || one.input == FieldInput.PHONE,
    keyboard = when (one.input) {
        FieldInput.EMAIL -> KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Email, imeAction = ImeAction.Next)
        FieldInput.PHONE -> KeyboardOptions(keyboardType = KeyboardType.Phone, imeAction = ImeAction.Next)
        FieldInput.TEXT, FieldInput.COUNTRY -> KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next)
    },
)

/** What the system calls a field when it fills it in. */
private fun BuyerField.content(): ContentType = when (this) {
    BuyerField.EMAIL -> ContentType.EmailAddress
    BuyerField.FIRST_NAME -> ContentType.PersonFirstName
    BuyerField.LAST_NAME -> ContentType.PersonLastName
    BuyerField.PHONE_NUMBER -> ContentType.PhoneNumber
    BuyerField.STREET_ADDRESS -> ContentType.AddressStreet
    BuyerField.EXTENDED_ADDRESS -> ContentType.AddressAuxiliaryDetails
    BuyerField.ADDRESS_LOCALITY -> ContentType.AddressLocality
    BuyerField.ADDRESS_REGION -> ContentType.AddressRegion
    BuyerField.POSTAL_CODE -> ContentType.PostalCode
    BuyerField.ADDRESS_COUNTRY -> ContentType.AddressCountry
}

@Composable
private fun Chosen(one: FormField, modifier: Modifier, edit: (String) -> Unit) {
    var open by rememberSaveable { mutableStateOf(false) }
    val shape = RoundedCornerShape(Radius.medium)
    val value = one.options.firstOrNull { it.selected }?.label.orEmpty()
    val (width, edge) = if (one.error.isEmpty()) Stroke.hair to Design.colors.outline else Stroke.strong to Design.colors.error
    Row(
        modifier.clip(shape).background(Design.colors.surface).border(width, edge, shape).clickable(role = Role.DropdownList) { open = true }
            .semantics(mergeDescendants = true) { contentDescription = one.label }
            .defaultMinSize(Size.touch, Size.field).padding(horizontal = Space.base, vertical = Space.snug),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Words(value, Modifier.weight(1f))
        Sign(Icons.down)
    }
    if (open) Dialog({ open = false }) {
        LazyColumn(Modifier.background(Design.colors.surface, RoundedCornerShape(Radius.large)).padding(Space.base)) {
            items(one.options, key = { it.key }) { option ->
                Choice(option.selected, null, { edit(option.key); open = false }) { Words(option.label) }
            }
        }
    }
}
