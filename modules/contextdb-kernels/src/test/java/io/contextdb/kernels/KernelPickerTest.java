package io.contextdb.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import org.junit.jupiter.api.Test;

class KernelPickerTest {
    @Test
    void takeTheWidestTheProcessorPrefers() {
        assertEquals(KernelWidth.BITS_512, KernelPicker.choose(null, 2048));
        assertEquals(KernelWidth.BITS_512, KernelPicker.choose(null, 512));
        assertEquals(KernelWidth.BITS_256, KernelPicker.choose(null, 256));
        assertEquals(KernelWidth.BITS_128, KernelPicker.choose(null, 128));
        assertEquals(KernelWidth.SCALAR, KernelPicker.choose(null, 64));
    }

    @Test
    void obeyTheProperty() {
        for (KernelWidth width : KernelWidth.values()) {
            assertEquals(width, KernelPicker.choose(width.label(), 512));
        }
    }

    @Test
    void refuseAnUnknownWidth() {
        ContextDbException refused = assertThrows(ContextDbException.class, () -> KernelPicker.choose("1024", 512));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, refused.code());
        assertTrue(refused.getMessage().contains("1024") && refused.getMessage().contains("scalar"));
    }
}
